/** Refuses a file that cannot be read before there is an import of it. @throws {RollcallError} that says why */
export async function checkFile(path: string): Promise<void> {
  const { openSource } = await import('../../../imports/index.ts');
  const source = await openSource(path);
  await source.close();
}

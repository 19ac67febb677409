/** A message without the parameter that it begins with: the column of the file is named beside it. */
export function plainMessage({ message, column }: { message: string; column?: string | undefined }): string {
  if (column === undefined || column === '') return message;
  const plain = message.replace(/^[a-z][a-z0-9_]*(\[\d+\])?(\.[a-z0-9_]+)*:? (?="|must |is |has |may |cannot )/, '');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

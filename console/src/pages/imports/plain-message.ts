/** A message without the parameter or the column that it begins with: the column of the file is named beside it. */
export function plainMessage({ message, column }: { message: string; column?: string | undefined }): string {
  if (column === undefined || column === '') return message;
  const plain = withoutColumn(message, column).replace(
    /^[a-z][a-z0-9_]*(\[\d+\])?(\.[a-z0-9_]+)*:? (?="|must |is |has |may |cannot )/,
    '',
  );
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** `For example line 3: "E-Mail": "ana" is no email address` -> `For example line 3: "ana" is no email address` */
function withoutColumn(message: string, column: string): string {
  const line = /^(?:For example line|Line) [\d,]+: /.exec(message)?.[0] ?? '';
  const named = `"${column}"`;
  if (!message.startsWith(named, line.length)) return message;
  return line + message.slice(line.length + named.length).replace(/^:? /, '');
}

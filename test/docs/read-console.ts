/** A block of a terminal: each command behind its `$`, with what it printed. */
export function readConsole(code: string): { command: string; shown: string }[] {
  const parts = code.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const lines = part.split('\n');
    const length = lines.findIndex((line) => !line.endsWith('\\')) + 1;
    return { command: lines.slice(0, length).join('\n'), shown: lines.slice(length).join('\n').trim() };
  });
}

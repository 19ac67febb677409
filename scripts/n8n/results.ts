/** What was seen, one promise a line. */
export function createResults(say: (line: string) => void) {
  const rows: { promise: string; fault?: string }[] = [];

  return {
    /** Tries a promise; one that is broken does not keep the others from being tried. */
    async see(promise: string, look: () => void | Promise<void>): Promise<void> {
      let fault: string | undefined;
      try {
        await look();
      } catch (error) {
        fault = (error as Error).message;
      }
      rows.push({ promise, ...(fault !== undefined && { fault }) });
      say(fault === undefined ? `  ok      ${promise}` : `  BROKEN  ${promise}\n${indent(fault)}`);
    },

    /** Whether all were kept. */
    good: () => rows.every(({ fault }) => fault === undefined),

    table(): string {
      const width = Math.max(...rows.map(({ promise }) => promise.length));
      const lines = rows.map(
        ({ promise, fault }) => `| ${promise.padEnd(width)} | ${fault === undefined ? 'ok    ' : 'BROKEN'} |`,
      );
      return [`| ${'promise'.padEnd(width)} | seen   |`, `|${'-'.repeat(width + 2)}|--------|`, ...lines].join('\n');
    },
  };
}

export type Results = ReturnType<typeof createResults>;

const indent = (text: string) =>
  text
    .split('\n')
    .slice(0, 30)
    .map((line) => `          ${line}`)
    .join('\n');

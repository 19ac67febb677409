import { commandHelp } from '../../scripts/docs/command-help.ts';
import { readHelp } from '../../scripts/docs/read-help.ts';
import { nodeDefinitions } from '../../src/nodes/index.ts';
import type { Page } from './read-page.ts';

/** Commands and flags that a page names and Rollcall does not have. */
export async function unknownFlags({ path, text, snippets }: Page): Promise<string[]> {
  const shell = snippets.filter(({ language }) => language === 'sh' || language === 'console').map(({ code }) => code);
  const inline = [...text.matchAll(/`((?:npx )?rollcall [^`\n]+)`/g)].map(([, code]) => code!);
  const all = await everyFlag;
  const unknown = [...text.matchAll(/`(--[a-z][\w-]*)[^`\n]*`/g)]
    .map(([, flag]) => flag!)
    .filter((flag) => !all.has(spelled(flag)));
  for (const { names, flags } of [...shell, ...inline].flatMap(callsIn)) {
    const command = `rollcall ${names.join(' ')}`;
    const known = await flagsOf(names);
    if (!known) unknown.push(command);
    else unknown.push(...flags.filter((flag) => !known.has(spelled(flag))).map((flag) => `${command} ${flag}`));
  }
  return unknown.map((name) => `${path}: ${name}`);
}

/** Commands that have commands of their own. */
const groups = new Set(['credentials', 'api-key', 'imports', 'mappings', 'export']);

/** The calls of a text: of `rollcall imports show ID --line 42 | head` the command `imports show` and the flag `--line`. */
function callsIn(code: string): { names: string[]; flags: string[] }[] {
  const lines = code.replace(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) =>
    [...line.matchAll(/(?<![\w./@-])rollcall +([a-z][\w-]*)((?:(?!\||;|&&|\$\(|\)|#).)*)/g)]
      // `imports list|show` names several at once.
      .filter(([whole]) => line[line.indexOf(whole) + whole.length] !== '|' || whole.endsWith(' '))
      .map(([, first, rest]) => {
        const words = rest!
          .replace(/'[^']*'|"[^"]*"/g, "''")
          .trim()
          .split(/\s+/);
        const isGroup = groups.has(first!) && /^[a-z][a-z-]*$/.test(words[0] ?? '');
        const flags = words.filter((word) => /^--[a-z]/.test(word)).map((word) => word.split('=')[0]!);
        return { names: isGroup ? [first!, words[0]!] : [first!], flags };
      }),
  );
}

const byCommand = new Map<string, Promise<Set<string> | undefined>>();

/** The flags of a command, from its help; undefined where there is no such command. */
function flagsOf(names: string[]): Promise<Set<string> | undefined> {
  const key = names.join(' ');
  const flags = byCommand.get(key) ?? readHelp(names).then((help) => (help === undefined ? undefined : flagsIn(help)));
  byCommand.set(key, flags);
  return flags;
}

/** The flags of all commands, for those that a page names alone. */
const everyFlag = Promise.all([commandHelp(), ...nodeDefinitions.map(({ action }) => readHelp([action]))]).then(
  (helps) => flagsIn(helps.join('\n')),
);

function flagsIn(help: string): Set<string> {
  return new Set([...help.matchAll(/--[a-z][\w-]*/g)].map(([flag]) => flag));
}

/** As the help spells it: `--first_name` and `--no-dry-run` exist as well. */
function spelled(flag: string): string {
  return flag.replaceAll('_', '-').replace(/^--no-/, '--');
}

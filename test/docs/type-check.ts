import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, type Snippet } from './read-page.ts';

/** What snippets take as given, under the names that say it. */
const given = `
declare const people: { email: string; first_name: string; last_name: string }[];
declare const vault: { read(id: string | undefined): Promise<{ store_hash: string; access_token: string }> };
`;

/** A snippet in a file that may begin with what it goes on from. */
type Placed = { snippet: Snippet; from: number };

/** Type-checks snippets, each as a file of its own, in one run of the compiler. Returns what it says, by page and line. */
export async function typeCheck(snippets: Snippet[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-docs-types-'));
  try {
    const modules = join(folder, 'node_modules');
    await mkdir(modules);
    for (const name of readdirSync(join(root, 'node_modules')))
      if (name !== 'rollcall' && !name.startsWith('.'))
        symlinkSync(join(root, 'node_modules', name), join(modules, name));
    const files = new Map<string, Placed>();
    let before = '';
    for (const [index, snippet] of snippets.entries()) {
      const name = `snippet-${index}.ts`;
      if (!snippet.goesOn) before = '';
      files.set(name, { snippet, from: before.split('\n').length });
      before += `${snippet.code}\n`;
      writeFileSync(join(folder, name), `${before}export {};\n`);
    }
    writeFileSync(join(folder, 'given.d.ts'), given);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          typeRoots: [join(root, 'node_modules/@types')],
          paths: {
            rollcall: [join(root, 'src/library.ts')],
            'rollcall/manifest.json': [join(root, 'manifest.json')],
            'rollcall/*': [join(root, 'src/*.ts')],
          },
          noUnusedLocals: false,
          noUnusedParameters: false,
        },
        include: ['*.ts'],
      }),
    );
    const said = await compile(folder);
    return said
      .split('\n')
      .filter((line) => line.includes('error TS'))
      .map((line) =>
        line.replace(/^(?:.*\/)?(snippet-\d+\.ts)\((\d+),\d+\)/, (_, name: string, at: string) => {
          const { snippet, from } = files.get(name)!;
          return `${snippet.page}:${snippet.line + Number(at) - from + 1}`;
        }),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(folder: string): Promise<string> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return new Promise((done) => {
    execFile(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder }, (_, stdout, stderr) =>
      done(stdout + stderr),
    );
  });
}

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export type InstalledPackage = {
  /** What `npm pack` makes. */
  tarball: string;
  /** An empty project that has the package and nothing else. */
  project: string;
  /** The package in it. */
  folder: string;
  /** `node_modules/.bin/rollcall`, a link as npm makes it. */
  bin: string;
  remove(): void;
};

/**
 * Packs this checkout and unpacks it into an empty project, as an install without the registry: of this checkout's packages the project
 * reaches the ones that the packed package names as dependencies, and no others.
 */
export function installPacked(): InstalledPackage {
  // The real path: a temporary folder may be reached through a link, and module addresses are compared.
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'rollcall-package-')));
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', place], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    }),
  ) as { filename: string }[];
  const tarball = join(place, packed!.filename);
  const project = join(place, 'project');
  const folder = join(project, 'node_modules/rollcall');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const { dependencies, optionalDependencies } = readJson(join(folder, 'package.json'));
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) link(name, project);
  const bin = join(project, 'node_modules/.bin/rollcall');
  mkdirSync(dirname(bin));
  symlinkSync('../rollcall/bin/rollcall.js', bin);
  return {
    tarball,
    project,
    folder,
    bin,
    remove: () => rmSync(place, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Makes a package of the checkout reachable from a project. Optional ones of other platforms are not there. */
export function link(name: string, project: string): void {
  const from = join(root, 'node_modules', name);
  const to = join(project, 'node_modules', name);
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to, 'junction');
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<'dependencies' | 'optionalDependencies', object | undefined>;
}

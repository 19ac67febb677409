import type { Requirement } from './requirements.ts';
import { type SurfaceName, surfaceNames } from './surface.ts';

/** Whether a surface met a requirement. */
export type Proofs = { has(requirement: Requirement, surface: SurfaceName): boolean };

/** One table: a row for each node, a column for each surface, and in each cell how many requirements were met. */
export function printMatrix(requirements: Requirement[], proofs: Proofs): string {
  const nodes = [...new Set(requirements.map(({ node }) => node))];
  const rows = [
    ['', 'requirements', ...surfaceNames],
    ...nodes.map((node) =>
      rowOf(
        node,
        requirements.filter((one) => one.node === node),
        proofs,
      ),
    ),
    rowOf('all', requirements, proofs),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => align(cell, widths[column]!, column))
      .join('  ')
      .trimEnd(),
  );
  return ['The requirements of the nodes: met, and (-) not offered', '', ...lines, '', ...reasonsIn(requirements)].join(
    '\n',
  );
}

function rowOf(name: string, requirements: Requirement[], proofs: Proofs): string[] {
  const cells = surfaceNames.map((surface) => {
    const withheld = requirements.filter(({ notOn }) => notOn?.[surface] !== undefined).length;
    const met = requirements.filter((one) => proofs.has(one, surface)).length;
    const missing = requirements.length - withheld - met;
    return `${met}${withheld > 0 ? ` (-${withheld})` : ''}${missing > 0 ? ` ${missing} NOT MET` : ''}`;
  });
  return [name, String(requirements.length), ...cells];
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function reasonsIn(requirements: Requirement[]): string[] {
  return requirements.flatMap(({ node, says, notOn = {} }) =>
    Object.entries(notOn).map(([surface, reason]) => `not over ${surface}: ${node}, ${says}. ${reason}`),
  );
}

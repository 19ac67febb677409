import { Gauge, type Registry } from 'prom-client';
import { importStates } from '../../imports/index.ts';
import type { Queryable } from '../queryable.ts';

const fates = ['created', 'updated', 'unchanged', 'skipped', 'rejected', 'failed'];
const startedStates = ['queued', 'running', 'paused'];

/** Registers what the database knows of imports. It is read when somebody asks: the numbers of all processes, once. */
export function countImports(registers: Registry[], pool: Queryable): void {
  let reading: Promise<Record<string, unknown>[]> | undefined;
  const sums = fates.map((fate) => `sum(${fate})::float8 as ${fate}`).join(', ');
  /** One row a state. */
  const read = (): Promise<Record<string, unknown>[]> => {
    reading ??= pool
      .query(
        `select state, count(*)::integer as imports, sum(rows)::float8 as rows, ${sums} from rollcall.imports group by state`,
      )
      .then(
        ({ rows }) => rows,
        // Without the database the other metrics are all the more needed.
        () => [],
      )
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };

  new Gauge({
    name: 'rollcall_imports',
    help: 'Imports by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const states = await read();
      this.reset();
      if (states.length > 0) for (const state of importStates) this.set({ state }, 0);
      for (const { state, imports } of states) this.set({ state: String(state) }, Number(imports));
    },
  });
  new Gauge({
    name: 'rollcall_import_rows',
    help: 'Rows of imports by fate. Pending are those of imports that were started and are not through.',
    labelNames: ['fate'],
    registers,
    async collect() {
      const states = await read();
      const started = states.filter(({ state }) => startedStates.includes(String(state)));
      this.reset();
      if (states.length === 0) return;
      for (const fate of fates) this.set({ fate }, total(states, fate));
      const settled = fates.reduce((sum, fate) => sum + total(started, fate), 0);
      this.set({ fate: 'pending' }, total(started, 'rows') - settled);
    },
  });
}

function total(rows: Record<string, unknown>[], name: string): number {
  return rows.reduce((sum, row) => sum + Number(row[name]), 0);
}

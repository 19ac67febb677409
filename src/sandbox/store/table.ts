import type { IdIndex } from './id-index.ts';

const BLOCK = 1024;

/**
 * Rows by id, in order of id. Ids only ever rise, so an array indexed by id is the store: it carries millions of rows, and the count of living
 * rows per block of 1,024 finds the nth row, or the next one behind a large hole, without touching every row.
 */
export class Table<R extends { readonly id: number }> {
  size = 0;
  /** Highest id ever given, deleted rows included: an id is never given twice. */
  lastId = 0;
  /** Rises with every change. */
  version = 0;
  readonly #rows: (R | undefined)[] = [];
  readonly #living: number[] = [];
  readonly #indexes: readonly IndexOf<R>[];

  constructor(...indexes: IndexOf<R>[]) {
    this.#indexes = indexes;
  }

  get(id: number): R | undefined {
    return this.#rows[id];
  }

  put(row: R): void {
    const before = this.#rows[row.id];
    if (before === undefined) {
      // Filled up to the id, so that the array never turns into a dictionary.
      while (this.#rows.length < row.id) this.#rows.push(undefined);
      const block = Math.floor(row.id / BLOCK);
      while (this.#living.length <= block) this.#living.push(0);
      this.#living[block]! += 1;
      this.size += 1;
      if (row.id > this.lastId) this.lastId = row.id;
    }
    this.#rows[row.id] = row;
    this.version += 1;
    for (const { index, key } of this.#indexes) {
      const next = key(row);
      const old = before && key(before);
      if (next === old) continue;
      if (before) index.remove(old!, row.id);
      index.add(next, row.id);
    }
  }

  remove(id: number): void {
    const row = this.#rows[id];
    if (row === undefined) return;
    this.#rows[id] = undefined;
    this.#living[Math.floor(id / BLOCK)]! -= 1;
    this.size -= 1;
    this.version += 1;
    for (const { index, key } of this.#indexes) index.remove(key(row), id);
  }

  /** The first row with a higher id. */
  after(id: number): R | undefined {
    let next = Math.max(0, id + 1);
    while (next < this.#rows.length) {
      if (next % BLOCK === 0 && this.#living[next / BLOCK] === 0) {
        next += BLOCK;
        continue;
      }
      const row = this.#rows[next];
      if (row !== undefined) return row;
      next += 1;
    }
    return undefined;
  }

  /** The last row with a lower id. */
  before(id: number): R | undefined {
    let next = Math.min(id, this.#rows.length) - 1;
    while (next >= 0) {
      if (next % BLOCK === BLOCK - 1 && this.#living[(next - BLOCK + 1) / BLOCK] === 0) {
        next -= BLOCK;
        continue;
      }
      const row = this.#rows[next];
      if (row !== undefined) return row;
      next -= 1;
    }
    return undefined;
  }

  /** The row with `offset` rows before it. */
  at(offset: number): R | undefined {
    let left = offset;
    for (let block = 0; block < this.#living.length; block++) {
      const living = this.#living[block]!;
      if (left >= living) {
        left -= living;
        continue;
      }
      let row = this.after(block * BLOCK - 1);
      for (; left > 0 && row; left--) row = this.after(row.id);
      return row;
    }
    return undefined;
  }

  *[Symbol.iterator](): Generator<R> {
    for (let row = this.after(-1); row; row = this.after(row.id)) yield row;
  }
}

/** An index that a table keeps up to date. */
export type IndexOf<R> = { index: IdIndex<string | number>; key: (row: R) => string | number };

const NONE: readonly number[] = [];

/** Ids by key, in rising order. A key with one id, by far the usual case, costs a Map entry and no array. */
export class IdIndex<K> {
  readonly #ids = new Map<K, number | number[]>();

  get(key: K): readonly number[] {
    const ids = this.#ids.get(key);
    if (ids === undefined) return NONE;
    return typeof ids === 'number' ? [ids] : ids;
  }

  has(key: K): boolean {
    return this.#ids.has(key);
  }

  add(key: K, id: number): void {
    const ids = this.#ids.get(key);
    if (ids === undefined) this.#ids.set(key, id);
    else this.#ids.set(key, [...(typeof ids === 'number' ? [ids] : ids), id].sort(ascending));
  }

  remove(key: K, id: number): void {
    const left = this.get(key).filter((one) => one !== id);
    if (left.length === 0) this.#ids.delete(key);
    else this.#ids.set(key, left.length === 1 ? left[0]! : left);
  }
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** A queue whose two ends are both cheap: array.shift() moves every element of a long array. */
export type Deque<T> = {
  readonly length: number;
  push(item: T): void;
  unshift(items: T[]): void;
  shift(): T | undefined;
  drain(): T[];
};

export function createDeque<T>(): Deque<T> {
  let items: T[] = [];
  let head = 0;
  return {
    get length() {
      return items.length - head;
    },
    push(item) {
      items.push(item);
    },
    unshift(more) {
      items = [...more, ...items.slice(head)];
      head = 0;
    },
    shift() {
      if (head >= items.length) return undefined;
      const item = items[head]!;
      items[head] = undefined as T;
      head += 1;
      if (head > 1_024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    drain() {
      const rest = items.slice(head);
      items = [];
      head = 0;
      return rest;
    },
  };
}

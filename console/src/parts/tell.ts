/** What is told now, oldest first. */
export type Told = { id: number; text: string };

const shownMs = 6_000;
let told: readonly Told[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** A short message at the edge of the page, for what went well. What went wrong stands where it happened. */
export function tell(text: string): void {
  lastId += 1;
  const id = lastId;
  // What is said again is not said twice.
  set([...told.filter((one) => one.text !== text), { id, text }]);
  setTimeout(() => untell(id), shownMs);
}

export function untell(id: number): void {
  set(told.filter((one) => one.id !== id));
}

export const whatIsTold = (): readonly Told[] => told;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: readonly Told[]): void {
  told = next;
  for (const listener of listeners) listener();
}

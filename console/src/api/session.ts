let isSignedOut = false;
const listeners = new Set<() => void>();

/** Called with what each answer says of this browser's session. */
export function noteSession(isOver: boolean): void {
  if (isOver === isSignedOut) return;
  isSignedOut = isOver;
  for (const listener of listeners) listener();
}

export const sessionIsOver = (): boolean => isSignedOut;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

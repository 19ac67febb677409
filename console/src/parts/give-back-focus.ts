import { flushSync } from 'react-dom';

/** Closes what stands in the place of the button that opened it, and gives the keyboard's focus back to that button. */
export function giveBackFocus({ close, openerId }: { close(): void; openerId: string }): void {
  flushSync(close);
  document.getElementById(openerId)?.focus();
}

/** Ref of a form that took the place of what was pressed: the keyboard goes on in its first field. */
export function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('input, select, textarea')?.focus();
}

/** A ref for a form that took the place of what was pressed: the keyboard goes on in its first field. */
export function focusFirst(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('input:not([hidden], [type="file"]), select, textarea')?.focus();
}

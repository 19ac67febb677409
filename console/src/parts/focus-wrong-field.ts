/** Sends the keyboard to the first field of a form that something is wrong with, where there is one. */
export function focusWrongField(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

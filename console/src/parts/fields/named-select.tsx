import { Select, type SelectProps } from '@bigcommerce/big-design';
import { useCallback } from 'react';

/** A list in which typing finds. Its button says what it opens: that of the design system is called "toggle menu" in all of them. */
export function NamedSelect<Value>(props: SelectProps<Value>) {
  const name = typeof props.label === 'string' ? props.label : props['aria-label'];
  const nameIt = useCallback(
    (ground: HTMLDivElement | null) =>
      ground?.querySelector('button')?.setAttribute('aria-label', `Open the list: ${name}`),
    [name],
  );
  return (
    <div ref={nameIt}>
      <Select {...props} />
    </div>
  );
}

import { Button, type ButtonProps } from '@bigcommerce/big-design';
import { useLayoutEffect, useRef } from 'react';

/**
 * A button that keeps its name and the keyboard's focus while it is busy: the design system shows a circle then, nothing to those who hear
 * the page, and switches it off, whereupon browsers let go of the focus.
 */
export function BusyButton({ text, ...props }: Omit<ButtonProps, 'children'> & { text: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  const { isLoading = false } = props;
  // Before a dialog that opens now remembers where the focus was.
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (isLoading) hadFocus.current = activeElement === button.current;
    else if (hadFocus.current && activeElement === body) button.current?.focus({ preventScroll: true });
    if (!isLoading) hadFocus.current = false;
  }, [isLoading]);
  return (
    <Button aria-label={text} {...props} ref={button}>
      {text}
    </Button>
  );
}

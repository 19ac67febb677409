import { Button, type ButtonProps } from '@bigcommerce/big-design';

/** A button that keeps its name while it is busy: the design system shows a circle then, and nothing to those who hear the page. */
export function BusyButton({ text, ...props }: Omit<ButtonProps, 'children'> & { text: string }) {
  return (
    <Button aria-label={text} {...props}>
      {text}
    </Button>
  );
}

import { Box, Message, type MessageProps } from '@bigcommerce/big-design';

export type TroubleProps = {
  error: unknown;
  /** What did not happen: "The store was not added" */
  header?: string;
  retry?: () => void;
};

/** What went wrong, where it happened, in the words of the API, and a way to try again. */
export function Trouble({ error, header, retry }: TroubleProps) {
  const message = error instanceof Error ? error.message : String(error);
  const actions: MessageProps['actions'] = retry ? [{ text: 'Try again', onClick: retry }] : undefined;
  // The header of the design system's message is a heading, and would stand in no order with those of the page.
  const text = header === undefined ? message : `${header}. ${message}`;
  return (
    <Box role="alert">
      <Message type="error" messages={[{ text }]} {...(actions && { actions })} />
    </Box>
  );
}

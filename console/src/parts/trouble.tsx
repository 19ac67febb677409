import { Box, Message, type MessageProps } from '@bigcommerce/big-design';
import { ApiError } from '../api/request.ts';

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
  // The line at the top of the page says it already.
  if (error instanceof ApiError && error.code === 'api_key_invalid') return null;
  // The header of the design system's message is a heading, and would stand in no order with those of the page.
  const text = header === undefined ? message : `${header}. ${message}`;
  return (
    <Box role="alert">
      <Message type="error" messages={[{ text }]} {...(actions && { actions })} />
    </Box>
  );
}

import { Box, Message, type MessageProps } from '@bigcommerce/big-design';
import { ApiError } from '../api/request.ts';

/** What went wrong, where it happened, in the words of the API, and a way to try again. */
export function Trouble({ error, header, retry }: { error: unknown; header?: string; retry?: () => void }) {
  const message = error instanceof Error ? error.message : String(error);
  const actions: MessageProps['actions'] = retry ? [{ text: 'Try again', onClick: retry }] : undefined;
  // The line at the top of the page says it already.
  if (error instanceof ApiError && error.code === 'api_key_invalid') return null;
  return (
    <Box role="alert">
      <Message
        type="error"
        {...(header !== undefined && { header })}
        messages={[{ text: message }]}
        {...(actions && { actions })}
      />
    </Box>
  );
}

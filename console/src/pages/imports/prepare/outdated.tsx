import { Box, Message } from '@bigcommerce/big-design';
import type { Preparation } from './use-preparation.ts';

/** Says that the figures are of before the last changes, where they do not follow by themselves in a moment. */
export function Outdated({ preparation: { isOutdated, isDue, isChecking, recheck } }: { preparation: Preparation }) {
  if (!isOutdated || isDue || isChecking) return null;
  return (
    <Box role="status">
      <Message
        type="info"
        messages={[
          { text: 'Your last changes are not in these figures yet. The file is checked again before it is imported.' },
        ]}
        actions={[{ text: 'Check again now', onClick: () => void recheck().catch(() => undefined) }]}
      />
    </Box>
  );
}

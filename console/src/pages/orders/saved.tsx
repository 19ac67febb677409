import { Message } from '@bigcommerce/big-design';
import type { OrderUpdated } from '../../api/orders.ts';
import { updatedText } from './order-words.ts';

/** What a write has changed, where it was asked for. */
export function Saved({ updated, onClose }: { updated: OrderUpdated | undefined; onClose(): void }) {
  if (!updated) return null;
  const texts = [updatedText(updated), ...(updated.warnings ?? []).map(({ message }) => message)];
  return (
    <Message
      type={updated.warnings?.length ? 'warning' : 'success'}
      messages={texts.map((text) => ({ text }))}
      marginBottom="medium"
      onClose={onClose}
    />
  );
}

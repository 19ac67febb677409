import { Message } from '@bigcommerce/big-design';
import { useSyncExternalStore } from 'react';
import styled from 'styled-components';
import { subscribe, untell, whatIsTold } from '../parts/tell.ts';

/** Where `tell` shows its messages, one under the other. */
export function ToldMessages() {
  const told = useSyncExternalStore(subscribe, whatIsTold);
  return (
    <Corner role="status">
      {told.map(({ id, text }) => (
        <Message
          key={id}
          type="success"
          messages={[{ text }]}
          onClose={() => untell(id)}
          localization={{ close: 'Close this message' }}
        />
      ))}
    </Corner>
  );
}

const Corner = styled.div`
  bottom: ${({ theme }) => theme.spacing.medium};
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  max-width: min(28rem, calc(100vw - 2rem));
  position: fixed;
  right: ${({ theme }) => theme.spacing.medium};
  z-index: ${({ theme }) => theme.zIndex.tooltip};
`;

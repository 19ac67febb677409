import { Button, Modal } from '@bigcommerce/big-design';
import { type ReactNode, useCallback } from 'react';
import styled from 'styled-components';
import { Actions, Stack } from './page.tsx';

/**
 * A dialog that stays open while it works. Its buttons are part of its content: those of the design system's own row let go of the
 * keyboard's focus when they are pressed.
 */
export function Dialog({
  title,
  children,
  actions,
  isBusy = false,
  onClose,
}: {
  title: string;
  children: ReactNode;
  /** @default a button that closes it */
  actions?: ReactNode;
  /** While it works it cannot be closed: what becomes of the work is said in it. @default false */
  isBusy?: boolean;
  onClose(): void;
}) {
  // The design system names the box within the dialog, not the dialog itself.
  const nameIt = useCallback(
    (content: HTMLElement | null) => content?.closest('[role="dialog"]')?.setAttribute('aria-label', title),
    [title],
  );
  return (
    <Modal isOpen variant="modal" header={title} {...(!isBusy && { onClose })}>
      <Content ref={nameIt}>
        {children}
        <Actions>
          {actions ?? (
            <Button variant="subtle" onClick={onClose}>
              Close
            </Button>
          )}
        </Actions>
      </Content>
    </Modal>
  );
}

const Content = styled(Stack)`
  padding-bottom: ${({ theme }) => theme.spacing.medium};
`;

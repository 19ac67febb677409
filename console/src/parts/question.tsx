import { Button } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';
import { BusyButton } from './busy-button.tsx';
import { Dialog } from './dialog.tsx';

export type QuestionProps = {
  title: string;
  /** What happens if it is done, and what stays as it is. */
  children: ReactNode;
  /** What leaves everything as it is: "Keep it". */
  wayBack: string;
  /** What is done: "Remove the store"; without it there is only the way back. */
  action?: string | undefined;
  /** @default true */
  isDestructive?: boolean;
  /** It is being done. @default false */
  isBusy?: boolean;
  /** It cannot be done now. @default false */
  isDisabled?: boolean;
  onConfirm(): void;
  onClose(): void;
};

/** Asks before something is done. The keyboard begins at the way back. */
export function Question({
  title,
  children,
  wayBack,
  action,
  isDestructive = true,
  isBusy = false,
  isDisabled = false,
  onConfirm,
  onClose,
}: QuestionProps) {
  return (
    <Dialog
      title={title}
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <>
          <Button variant="secondary" disabled={isBusy} onClick={onClose}>
            {wayBack}
          </Button>
          {action !== undefined && (
            <BusyButton
              text={action}
              actionType={isDestructive ? 'destructive' : 'normal'}
              isLoading={isBusy}
              disabled={isDisabled}
              onClick={onConfirm}
            />
          )}
        </>
      }
    >
      {children}
    </Dialog>
  );
}

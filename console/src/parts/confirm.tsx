import { Modal, Text } from '@bigcommerce/big-design';
import type { ReactNode } from 'react';

export type ConfirmProps = {
  isOpen: boolean;
  /** The question: "Cancel this import?" */
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  /** What the button does: "Cancel the import" */
  action: string;
  /** What leaves all as it is. @default Go back */
  refuse?: string;
  isDestructive?: boolean;
  isBusy?: boolean;
  onConfirm(): void;
  onClose(): void;
};

/** Asks before something that cannot be taken back. */
export function Confirm({
  isOpen,
  title,
  children,
  action,
  refuse = 'Go back',
  isDestructive = true,
  isBusy = false,
  onConfirm,
  onClose,
}: ConfirmProps) {
  return (
    <Modal
      isOpen={isOpen}
      variant="dialog"
      header={title}
      onClose={onClose}
      actions={[
        { text: refuse, variant: 'subtle', onClick: onClose },
        { text: action, actionType: isDestructive ? 'destructive' : 'normal', isLoading: isBusy, onClick: onConfirm },
      ]}
    >
      {typeof children === 'string' ? <Text>{children}</Text> : children}
    </Modal>
  );
}

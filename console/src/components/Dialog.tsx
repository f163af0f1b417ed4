import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

import type { ApiError } from '../api/errors';
import { ErrorNotice } from './ErrorNotice';

interface DialogProps {
  readonly title: string;
  /** The words of the button that does it. */
  readonly action: string;
  readonly disabled: boolean;
  readonly busy: boolean;
  readonly error: ApiError | null;
  readonly onAct: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with one thing to do, which stays with the reason where that is refused. */
export function Dialog({ title, action, disabled, busy, error, onAct, onClose, children }: DialogProps) {
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Back
            </Button>
            <Button variant="primary" loading={busy} disabled={disabled} onClick={() => void onAct()}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        {error !== null && <ErrorNotice error={error} />}
      </SpaceBetween>
    </Modal>
  );
}

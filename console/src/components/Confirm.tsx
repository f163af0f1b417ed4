import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';

import { toApiError, type ApiError } from '../api/errors';
import { ErrorNotice } from './ErrorNotice';

interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The words of the button that does it. */
  readonly action: string;
  /** What must be typed first where it cannot be undone. */
  readonly typed?: string;
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done, and stays with the reason where it is refused. */
export function Confirm({ title, children, action, typed, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [text, setText] = useState('');
  const ready = typed === undefined || text === typed;

  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(toApiError(thrown));
      setBusy(false);
    }
  };

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
            <Button variant="primary" loading={busy} disabled={!ready} onClick={() => void confirm()}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{children}</div>
        {typed !== undefined && (
          <FormField label={`To confirm, type ${typed}`}>
            <Input value={text} onChange={({ detail }) => setText(detail.value)} autoComplete={false} />
          </FormField>
        )}
        {error !== null && <ErrorNotice error={error} />}
      </SpaceBetween>
    </Modal>
  );
}

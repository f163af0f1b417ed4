import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState, type ReactNode } from 'react';

import { toApiError, type ApiError } from '../api/errors';
import { Dialog } from './Dialog';

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

/** Asks before something is done. */
export function Confirm({ title, children, action, typed, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [text, setText] = useState('');

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
    <Dialog
      title={title}
      action={action}
      disabled={typed !== undefined && text !== typed}
      busy={busy}
      error={error}
      onAct={confirm}
      onClose={onClose}
    >
      <div>{children}</div>
      {typed !== undefined && (
        <FormField label={`To confirm, type ${typed}`}>
          <Input value={text} onChange={({ detail }) => setText(detail.value)} autoComplete={false} />
        </FormField>
      )}
    </Dialog>
  );
}

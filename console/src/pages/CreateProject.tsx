import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';

import { Dialog } from '../components/Dialog';
import { useSubmit } from '../components/useSubmit';
import { useNotify } from '../flash/Flash';
import { useApi } from '../session/Session';

const longestName = 64;

export function CreateProject({ onClose }: { readonly onClose: (made: boolean) => void }) {
  const api = useApi();
  const notify = useNotify();
  const { busy, error, submit } = useSubmit();
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const tooLong = trimmed.length > longestName;

  const create = () =>
    submit({ projectName: trimmed }, async (key) => {
      const { projectId } = await api.createProject({ projectName: trimmed }, key);
      notify({ type: 'success', content: `Project ${trimmed} was made. Its id is ${projectId}.` });
      onClose(true);
    });

  return (
    <Dialog
      title="Create a project"
      action="Create"
      disabled={trimmed === '' || tooLong}
      busy={busy}
      error={error}
      onAct={create}
      onClose={() => onClose(false)}
    >
      <FormField label="Name" errorText={tooLong ? `${longestName} characters at most.` : null}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </Dialog>
  );
}

import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import { ErrorNotice } from '../components/ErrorNotice';
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
    <Modal
      visible
      header="Create a project"
      closeAriaLabel="Close"
      onDismiss={() => onClose(false)}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => onClose(false)}>
              Back
            </Button>
            <Button variant="primary" loading={busy} disabled={trimmed === '' || tooLong} onClick={() => void create()}>
              Create
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Name" errorText={tooLong ? `${longestName} characters at most.` : null}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        {error !== null && <ErrorNotice error={error} />}
      </SpaceBetween>
    </Modal>
  );
}

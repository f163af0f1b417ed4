import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';

import { RoleFields } from '../access/RoleFields';
import { emptyRole, roleProblems, roleRequest } from '../access/roleForm';
import { useTrail } from '../app/Trail';
import { ErrorNotice } from '../components/ErrorNotice';
import { useSubmit } from '../components/useSubmit';
import { useNotify } from '../flash/Flash';
import { useApi } from '../session/Session';

export default function CreateRolePage() {
  useTrail({ text: 'Access', href: '/access' }, { text: 'Create role', href: '/access/create-role' });
  const api = useApi();
  const navigate = useNavigate();
  const notify = useNotify();
  const { busy, error, submit } = useSubmit();
  const [form, setForm] = useState(emptyRole);
  const [checked, setChecked] = useState(false);
  const problems = roleProblems(form);

  const create = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) {
      return;
    }
    const request = roleRequest(form);
    await submit(request, async (key) => {
      await api.createRole(request, key);
      notify({ type: 'success', content: `Role ${form.roleName} was made. Keys can be given it.` });
      void navigate('/access?tab=roles');
    });
  };

  return (
    <ContentLayout
      header={
        <Header variant="h1" description="A role lets nobody do anything by itself: a key that is made with it can.">
          Create a role
        </Header>
      }
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void create();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={() => void navigate('/access?tab=roles')}>
                Leave
              </Button>
              <Button variant="primary" loading={busy}>
                Create role
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <RoleFields
              form={form}
              problems={checked ? problems : {}}
              set={(change) => setForm({ ...form, ...change })}
            />
            {error !== null && <ErrorNotice error={error} />}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  );
}

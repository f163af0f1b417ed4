import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';

import type { RestoreTriggerMade } from '../api/types';
import { useTrail } from '../app/Trail';
import { ErrorNotice } from '../components/ErrorNotice';
import { paths } from '../components/links';
import { useSubmit } from '../components/useSubmit';
import { useNotify } from '../flash/Flash';
import { useApi } from '../session/Session';
import { CauseFields, GeneralFields, PurposeFields } from '../triggers/TriggerFields';
import { TriggerMade } from '../triggers/TriggerMade';
import { emptyTrigger, triggerProblems, triggerRequest } from '../triggers/triggerForm';

export default function CreateTriggerPage() {
  useTrail({ text: 'Triggers', href: '/triggers' }, { text: 'Create trigger', href: '/triggers/create' });
  const api = useApi();
  const navigate = useNavigate();
  const notify = useNotify();
  const { busy, error, submit } = useSubmit();
  const [form, setForm] = useState(emptyTrigger);
  const [checked, setChecked] = useState(false);
  const [made, setMade] = useState<RestoreTriggerMade | null>(null);
  const problems = triggerProblems(form);

  const create = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) {
      return;
    }
    const request = triggerRequest(form);
    await submit(request, async (key) => {
      const answer = await api.createTrigger(request, key);
      notify({ type: 'success', content: `Trigger ${form.name} was made.` });
      if (answer.password === undefined && answer.requestFolder === undefined) {
        void navigate(paths.trigger(answer.triggerId));
      } else {
        setMade(answer);
      }
    });
  };

  if (made !== null) {
    return <TriggerMade made={made} name={form.name} />;
  }
  const fields = { form, problems: checked ? problems : {}, set: (change: Partial<typeof form>) => setForm({ ...form, ...change }) };
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="It acts as your key: what the key may do is looked at each time that it fires.">
          Create a trigger
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
              <Button variant="link" formAction="none" onClick={() => void navigate('/triggers')}>
                Leave
              </Button>
              <Button variant="primary" loading={busy}>
                Create trigger
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <GeneralFields {...fields} />
            <CauseFields {...fields} />
            {form.cause !== 'request' && <PurposeFields {...fields} />}
            {error !== null && <ErrorNotice error={error} />}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  );
}

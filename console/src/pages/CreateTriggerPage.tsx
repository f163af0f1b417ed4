import { useState } from 'react';
import { useNavigate } from 'react-router';

import type { RestoreTriggerMade } from '../api/types';
import { useTrail } from '../app/Trail';
import { CreateForm } from '../components/CreateForm';
import { paths } from '../components/links';
import { useForm } from '../components/useForm';
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
  const state = useForm(emptyTrigger, triggerProblems);
  const [made, setMade] = useState<RestoreTriggerMade | null>(null);
  const { form, fields } = state;

  const create = () =>
    state.submit(triggerRequest, async (request, key) => {
      const answer = await api.createTrigger(request, key);
      notify({ type: 'success', content: `Trigger ${request.name} was made.` });
      if (answer.password === undefined && answer.requestFolder === undefined) {
        void navigate(paths.trigger(answer.triggerId));
      } else {
        setMade(answer);
      }
    });

  if (made !== null) {
    return <TriggerMade made={made} name={form.name} />;
  }
  return (
    <CreateForm
      title="Create a trigger"
      description="It acts as your key: what the key may do is looked at each time that it fires."
      action="Create trigger"
      leaveTo="/triggers"
      of={state}
      onSubmit={create}
    >
      <GeneralFields {...fields} />
      <CauseFields {...fields} />
      {form.cause !== 'request' && <PurposeFields {...fields} />}
    </CreateForm>
  );
}

import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import { emptyKey, keyProblems, keyRequest } from '../access/keyForm';
import { GrantFields, KeyFields } from '../access/KeyFields';
import { useTrail } from '../app/Trail';
import { CreateForm } from '../components/CreateForm';
import { PageLink } from '../components/links';
import { Secret } from '../components/Secret';
import { useForm } from '../components/useForm';
import { useApi } from '../session/Session';

export default function CreateKeyPage() {
  useTrail({ text: 'Access', href: '/access' }, { text: 'Create key', href: '/access/create-key' });
  const api = useApi();
  const state = useForm(emptyKey, keyProblems);
  const [made, setMade] = useState<string | null>(null);
  const { form, fields } = state;

  const create = () =>
    state.submit(
      (filled) => keyRequest(filled, Date.now()),
      async (request, key) => {
        const { apiKey } = await api.createApiKey(request, key);
        setMade(apiKey);
      },
    );

  if (made !== null) {
    return <KeyMade apiKey={made} name={form.name} />;
  }
  return (
    <CreateForm
      title="Create a key"
      description="A key can do nothing that your own key cannot."
      action="Create key"
      leaveTo="/access"
      of={state}
      onSubmit={create}
    >
      <KeyFields {...fields} />
      {form.orgRole === 'Member' && <GrantFields {...fields} />}
    </CreateForm>
  );
}

/** The key is in the memory of this page and nowhere else. */
function KeyMade({ apiKey, name }: { readonly apiKey: string; readonly name: string }) {
  return (
    <ContentLayout header={<Header variant="h1">Key {name} was made</Header>}>
      <SpaceBetween size="l">
        <Alert type="warning" header="This is the only time that the key is shown">
          Copy it before you leave this page.
        </Alert>
        <Container header={<Header variant="h2">The key</Header>}>
          <Secret value={apiKey} of="key" />
        </Container>
        <PageLink to="/access">Go to the keys</PageLink>
      </SpaceBetween>
    </ContentLayout>
  );
}

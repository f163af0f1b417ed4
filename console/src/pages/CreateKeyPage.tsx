import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';

import { emptyKey, keyProblems, keyRequest } from '../access/keyForm';
import { GrantFields, KeyFields } from '../access/KeyFields';
import { useTrail } from '../app/Trail';
import { ErrorNotice } from '../components/ErrorNotice';
import { PageLink } from '../components/links';
import { Secret } from '../components/Secret';
import { useSubmit } from '../components/useSubmit';
import { useApi } from '../session/Session';

export default function CreateKeyPage() {
  useTrail({ text: 'Access', href: '/access' }, { text: 'Create key', href: '/access/create-key' });
  const api = useApi();
  const navigate = useNavigate();
  const { busy, error, submit } = useSubmit();
  const [form, setForm] = useState(emptyKey);
  const [checked, setChecked] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const problems = keyProblems(form);

  const create = async () => {
    setChecked(true);
    if (Object.keys(problems).length > 0) {
      return;
    }
    const request = keyRequest(form, Date.now());
    await submit(request, async (key) => {
      const { apiKey } = await api.createApiKey(request, key);
      setMade(apiKey);
    });
  };

  if (made !== null) {
    return <KeyMade apiKey={made} name={form.name} />;
  }
  const fields = { form, problems: checked ? problems : {}, set: (change: Partial<typeof form>) => setForm({ ...form, ...change }) };
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="A key can do nothing that your own key cannot.">
          Create a key
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
              <Button variant="link" formAction="none" onClick={() => void navigate('/access')}>
                Leave
              </Button>
              <Button variant="primary" loading={busy}>
                Create key
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <KeyFields {...fields} />
            {form.orgRole === 'Member' && <GrantFields {...fields} />}
            {error !== null && <ErrorNotice error={error} />}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
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

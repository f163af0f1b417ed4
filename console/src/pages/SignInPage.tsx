import Button from '@cloudscape-design/components/button';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState, type FormEvent } from 'react';

import { toApiError, type ApiError } from '../api/errors';
import { ErrorNotice } from '../components/ErrorNotice';
import { keyProblem } from '../session/keyStore';
import { useSession } from '../session/Session';

export default function SignInPage() {
  const { signIn, ended } = useSession();
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    document.title = 'Sign in – Refloat console';
  }, []);

  const submit = async () => {
    const entered = key.trim();
    const wrong = keyProblem(entered);
    setProblem(wrong);
    setError(null);
    if (wrong !== null || busy) {
      return;
    }
    setBusy(true);
    try {
      await signIn(entered);
    } catch (thrown) {
      setError(toApiError(thrown));
      setBusy(false);
    }
  };

  return (
    <div className="sign-in">
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Container header={<Header variant="h1">Sign in to Refloat</Header>}>
          <Form
            actions={
              <Button variant="primary" formAction="submit" loading={busy}>
                Sign in
              </Button>
            }
          >
            <SpaceBetween size="m">
              {ended !== '' && error === null && (
                <div role="alert">
                  <Alert type="warning" header="You were signed out">
                    {ended}
                  </Alert>
                </div>
              )}
              <FormField
                label="API key"
                description="It is kept in this tab only, and forgotten when the tab is closed."
                errorText={problem}
              >
                <Input
                  type="password"
                  value={key}
                  onChange={({ detail }) => {
                    setKey(detail.value);
                    setProblem(null);
                  }}
                  autoComplete={false}
                  spellcheck={false}
                />
              </FormField>
              {error !== null && <ErrorNotice error={error} />}
            </SpaceBetween>
          </Form>
        </Container>
      </form>
    </div>
  );
}

import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';

import type { ApiError } from '../api/errors';
import { ErrorNotice } from './ErrorNotice';

interface CreateFormProps {
  readonly title: string;
  readonly description: string;
  /** The words of the button that sends it. */
  readonly action: string;
  /** Path of the page to which one leaves without having sent it. */
  readonly leaveTo: string;
  readonly of: { readonly busy: boolean; readonly error: ApiError | null };
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}

/** A page with a form that makes something. */
export function CreateForm({ title, description, action, leaveTo, of, onSubmit, children }: CreateFormProps) {
  const navigate = useNavigate();
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={description}>
          {title}
        </Header>
      }
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={() => void navigate(leaveTo)}>
                Leave
              </Button>
              <Button variant="primary" loading={of.busy}>
                {action}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            {children}
            {of.error !== null && <ErrorNotice error={of.error} />}
          </SpaceBetween>
        </Form>
      </form>
    </ContentLayout>
  );
}

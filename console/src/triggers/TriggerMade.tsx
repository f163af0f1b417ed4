import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { RestoreTriggerMade } from '../api/types';
import { Id } from '../components/Id';
import { PageLink, paths } from '../components/links';
import { Secret } from '../components/Secret';

/** What is told once of a new trigger. */
export function TriggerMade({ made, name }: { readonly made: RestoreTriggerMade; readonly name: string }) {
  const { password, username, requestFolder } = made;
  return (
    <ContentLayout header={<Header variant="h1">Trigger {name} was made</Header>}>
      <SpaceBetween size="l">
        {password !== undefined && (
          <Alert type="warning" header="This is the only time that the password is shown">
            It is the administrator's password in all clusters that the trigger will make. Copy it before you leave.
          </Alert>
        )}
        <Container>
          <KeyValuePairs
            columns={2}
            items={[
              { label: 'Trigger', value: <Id id={made.triggerId} of="trigger" /> },
              ...(username === undefined ? [] : [{ label: 'User name', value: <Id id={username} of="user" /> }]),
              ...(password === undefined ? [] : [{ label: 'Password', value: <Secret value={password} of="password" /> }]),
              ...(requestFolder === undefined
                ? []
                : [{ label: 'Folder for files that fire it', value: <Id id={requestFolder} of="folder" /> }]),
            ]}
          />
        </Container>
        <PageLink to={paths.trigger(made.triggerId)}>Go to the trigger</PageLink>
      </SpaceBetween>
    </ContentLayout>
  );
}

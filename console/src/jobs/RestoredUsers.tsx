import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';

import type { Job } from '../api/types';
import { count } from '../format/sizes';

type Result = NonNullable<Job['rbac']>;
type KindResult = Result['users'];

/** What a restore did to users and roles. */
export function RestoredUsers({ result }: { readonly result: Result }) {
  return (
    <Container header={<Header variant="h2">Users and roles</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'Users', value: words(result.users) },
          { label: 'Roles', value: words(result.roles) },
          { label: 'Privilege groups', value: words(result.privilegeGroups) },
          { label: 'Grants', value: count(result.grants) },
        ]}
      />
    </Container>
  );
}

function words({ created, replaced, skipped }: KindResult): string {
  const parts = [named('created', created), named('replaced', replaced), named('left as they were', skipped)];
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? 'None' : said.join('; ');
}

function named(what: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${what}: ${names.join(', ')}`;
}

import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';

import { useTrail } from '../app/Trail';
import { PageLink } from '../components/links';

export default function NotFoundPage() {
  useTrail({ text: 'Not found', href: '/' });
  return (
    <ContentLayout header={<Header variant="h1">There is no such page</Header>}>
      The address may be mistyped. <PageLink to="/backups">Go to the backups</PageLink>
    </ContentLayout>
  );
}

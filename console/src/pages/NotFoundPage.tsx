import Alert from '@cloudscape-design/components/alert';

import { useTrail } from '../app/Trail';
import { PageLink } from '../components/links';

export default function NotFoundPage() {
  useTrail({ text: 'Not found', href: '/' });
  return (
    <Alert type="warning" header={<h1>There is no such page</h1>}>
      The address may be mistyped. <PageLink to="/backups">Go to the backups</PageLink>
    </Alert>
  );
}

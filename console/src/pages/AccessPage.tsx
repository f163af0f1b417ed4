import Alert from '@cloudscape-design/components/alert';
import Tabs from '@cloudscape-design/components/tabs';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNavigate, useSearchParams } from 'react-router';

import { KeyTable } from '../access/KeyTable';
import { RoleTable } from '../access/RoleTable';
import { useTrail } from '../app/Trail';
import { mayGrant } from '../session/permissions';
import { useWho } from '../session/Session';

export default function AccessPage() {
  useTrail({ text: 'Access', href: '/access' });
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const { data } = useWho();
  const key = data?.key ?? null;
  const may = key === null || mayGrant(key);
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Keys, and roles that they can be given."
          actions={
            may && (
              <SpaceBetween direction="horizontal" size="xs">
                <Button onClick={() => void navigate('/access/create-role')}>Create role</Button>
                <Button variant="primary" onClick={() => void navigate('/access/create-key')}>
                  Create key
                </Button>
              </SpaceBetween>
            )
          }
        >
          Access
        </Header>
      }
    >
      <SpaceBetween size="l">
        {!may && (
          <Alert type="info" header="Your key makes no keys and roles">
            You see your own key. Owners, and admins of a project, make others.
          </Alert>
        )}
        <Tabs
          ariaLabel="Keys and roles"
          activeTabId={parameters.get('tab') === 'roles' ? 'roles' : 'keys'}
          onChange={({ detail }) => setParameters({ tab: detail.activeTabId }, { replace: true })}
          tabs={[
            { id: 'keys', label: 'Keys', content: <KeyTable /> },
            { id: 'roles', label: 'Roles', content: <RoleTable /> },
          ]}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}

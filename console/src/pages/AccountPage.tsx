import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import type { ApiKey, Project } from '../api/types';
import { useTrail } from '../app/Trail';
import { Age, Time } from '../components/Age';
import { Id } from '../components/Id';
import { Loaded } from '../components/Loaded';
import { LocalTable } from '../components/LocalTable';
import { isOwner } from '../session/permissions';
import { useSession, useWho } from '../session/Session';
import { CreateProject } from './CreateProject';

export default function AccountPage() {
  useTrail({ text: 'Who am I', href: '/account' });
  const who = useWho();
  const { signOut } = useSession();
  const [creating, setCreating] = useState(false);
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<Button onClick={signOut}>Sign out</Button>}>
          Who am I
        </Header>
      }
    >
      <Loaded of={who} what="your key">
        {({ key, projects }) => (
          <SpaceBetween size="l">
            {key === null ? (
              <Alert type="info">
                The service takes your key, and does not list it among the newest 1,000. What you may do shows in what
                you see.
              </Alert>
            ) : (
              <OwnKey apiKey={key} />
            )}
            <LocalTable<Project>
              title="Projects"
              items={projects}
              trackBy={(project) => project.projectId}
              searched={(project) => `${project.projectName} ${project.projectId}`}
              empty="Your key reaches no project. Ask an owner for a key that does."
              columns={projectColumns(key)}
              actions={isOwner(key) && <Button onClick={() => setCreating(true)}>Create project</Button>}
            />
            {creating && (
              <CreateProject
                onClose={(made) => {
                  setCreating(false);
                  if (made) {
                    who.refresh();
                  }
                }}
              />
            )}
          </SpaceBetween>
        )}
      </Loaded>
    </ContentLayout>
  );
}

function OwnKey({ apiKey }: { readonly apiKey: ApiKey }) {
  return (
    <Container header={<Header variant="h2">Your key</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Name', value: apiKey.name },
          { label: 'Id', value: <Id id={apiKey.apiKeyId} of="key" /> },
          { label: 'Begins with', value: apiKey.prefix },
          { label: 'Role in the organization', value: apiKey.orgRole },
          { label: 'Made', value: <Age time={apiKey.createTime} /> },
          { label: 'Ends', value: apiKey.expireTime === null ? 'Never' : <Time time={apiKey.expireTime} /> },
          ...(apiKey.description === '' ? [] : [{ label: 'What it is for', value: apiKey.description }]),
        ]}
      />
    </Container>
  );
}

/** What the key may do in a project, in words. */
function roleIn(apiKey: ApiKey | null, projectId: string): string {
  if (isOwner(apiKey)) {
    return 'Owner';
  }
  const grant = apiKey?.projects.find((one) => one.projectId === projectId);
  if (grant === undefined) {
    return '–';
  }
  return grant.allCluster ? grant.role : `${grant.role}, in ${grant.clusterIds.join(', ')}`;
}

function projectColumns(apiKey: ApiKey | null) {
  return [
    { id: 'name', header: 'Name', cell: (project: Project) => project.projectName, sortingField: 'projectName', isRowHeader: true },
    { id: 'id', header: 'Id', cell: (project: Project) => <Id id={project.projectId} of="project" />, minWidth: 260 },
    { id: 'role', header: 'Your role', cell: (project: Project) => roleIn(apiKey, project.projectId) },
    { id: 'clusters', header: 'Clusters', cell: (project: Project) => project.instanceCount, sortingField: 'instanceCount' },
    { id: 'made', header: 'Made', cell: (project: Project) => <Age time={project.createTime} />, sortingField: 'createTime' },
  ];
}

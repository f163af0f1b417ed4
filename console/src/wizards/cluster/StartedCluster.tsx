import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { RestoreClusterData } from '../../api/types';
import { Id } from '../../components/Id';
import { PageLink, paths } from '../../components/links';
import { Secret } from '../../components/Secret';
import { usePolled } from '../../polling/usePolled';
import { useApi } from '../../session/Session';
import { credentialsText, download } from './credentials';

/** Shows how to sign in to the new cluster. The password is in the memory of this page and nowhere else. */
export function StartedCluster({ started, name }: { readonly started: RestoreClusterData; readonly name: string }) {
  const api = useApi();
  const cluster = usePolled(`cluster ${started.clusterId}`, (signal) => api.cluster(started.clusterId, signal));
  const endpoint = cluster.data?.connectAddress ?? '';
  const text = credentialsText(started, name, endpoint);
  return (
    <ContentLayout header={<Header variant="h1">The restore has started</Header>}>
      <SpaceBetween size="l">
        <Alert type="warning" header="This is the only time that the password is shown">
          Copy or download it before you leave this page.
        </Alert>
        <Container
          header={
            <Header
              variant="h2"
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <CopyToClipboard
                    copyButtonText="Copy all"
                    textToCopy={text}
                    copySuccessText="Copied"
                    copyErrorText="It could not be copied"
                  />
                  <Button iconName="download" onClick={() => download(`${name}-credentials.txt`, text)}>
                    Download
                  </Button>
                </SpaceBetween>
              }
            >
              How to sign in to the cluster
            </Header>
          }
        >
          <KeyValuePairs
            columns={2}
            items={[
              { label: 'Cluster', value: <Id id={started.clusterId} of="cluster" /> },
              {
                label: 'Endpoint',
                value: endpoint === '' ? 'None yet: no engine is attached to the cluster.' : <Id id={endpoint} of="endpoint" />,
              },
              { label: 'User name', value: <Id id={started.username} of="user" /> },
              { label: 'Password', value: <Secret value={started.password} of="password" /> },
            ]}
          />
        </Container>
        <Box>
          <PageLink to={paths.job(started.jobId)}>See how far the restore is</PageLink>
        </Box>
      </SpaceBetween>
    </ContentLayout>
  );
}

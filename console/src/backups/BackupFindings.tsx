import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';

import { toApiError, type ApiError } from '../api/errors';
import type { BackupAddress } from '../api/routes';
import type { BackupCheck, Finding } from '../api/types';
import { ErrorNotice } from '../components/ErrorNotice';
import { LocalTable } from '../components/LocalTable';
import { StatusWords } from '../components/StatusWords';
import { count, counted } from '../format/sizes';
import { useApi } from '../session/Session';

/** Checks the backup when asked to: it takes as long as a restore takes to begin. */
export function BackupFindings({ clusterId, backupId }: BackupAddress) {
  const api = useApi();
  const [check, setCheck] = useState<BackupCheck | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      const detail = await api.backup(clusterId, backupId, true);
      setCheck(detail.check ?? null);
    } catch (thrown) {
      setError(toApiError(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description="Runs every check that a restore begins with, and restores nothing."
            actions={
              <Button loading={busy} loadingText="Checking" onClick={() => void run()}>
                {check === null ? 'Check the backup' : 'Check again'}
              </Button>
            }
          >
            Check
          </Header>
        }
      >
        <div aria-live="polite">
          {error !== null && <ErrorNotice error={error} />}
          {error === null && <Verdict check={check} busy={busy} />}
        </div>
      </Container>
      {check !== null && check.problems.length + check.warnings.length > 0 && (
        <LocalTable<Finding>
          title="Findings"
          items={[...check.problems, ...check.warnings]}
          trackBy={(finding) => `${finding.subject} ${finding.message}`}
          searched={(finding) => `${finding.severity} ${finding.subject} ${finding.message}`}
          empty="Nothing was found."
          columns={columns}
        />
      )}
    </SpaceBetween>
  );
}

function Verdict({ check, busy }: { readonly check: BackupCheck | null; readonly busy: boolean }) {
  if (check === null) {
    return <Box color="text-status-inactive">{busy ? 'The backup is being checked…' : 'It has not been checked here.'}</Box>;
  }
  return (
    <SpaceBetween size="s">
      {check.problemCount === 0 ? (
        <StatusWords type="success">
          {counted(check.objects, 'object')} and no problem{check.warningCount > 0 && `, ${counted(check.warningCount, 'warning')}`}
        </StatusWords>
      ) : (
        <StatusWords type="error">
          {counted(check.problemCount, 'problem')} in {counted(check.objects, 'object')}
        </StatusWords>
      )}
      {!check.filesChecked && (
        <Alert type="info">The backup has more than {count(500_000)} objects: its files were not compared with its meta.</Alert>
      )}
    </SpaceBetween>
  );
}

const columns = [
  {
    id: 'severity',
    header: 'Severity',
    cell: ({ severity }: Finding) => (
      <StatusWords type={severity === 'PROBLEM' ? 'error' : 'warning'}>
        {severity === 'PROBLEM' ? 'Problem' : 'Warning'}
      </StatusWords>
    ),
    sortingField: 'severity',
  },
  { id: 'subject', header: 'About', cell: ({ subject }: Finding) => <span className="id">{subject}</span>, sortingField: 'subject', isRowHeader: true },
  { id: 'message', header: 'What is wrong', cell: ({ message }: Finding) => message },
];

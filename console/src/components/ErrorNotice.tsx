import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

import type { ApiError, ErrorKind } from '../api/errors';

const headers: Record<ErrorKind, string> = {
  signedOut: 'You are signed out',
  forbidden: 'Your key may not do this',
  missing: 'There is no such thing',
  refused: 'The request was refused',
  busy: 'There are too many requests',
  unreachable: 'The service cannot be reached',
  failed: 'The service failed',
};

interface ErrorNoticeProps {
  readonly error: ApiError;
  /** Does what failed again; without it there is no button. */
  readonly onRetry?: (() => void) | undefined;
  /** What is shown below is what was read before. */
  readonly stale?: boolean;
}

/** Says why something failed: in the words of the service, with its code. */
export function ErrorNotice({ error, onRetry, stale = false }: ErrorNoticeProps) {
  return (
    <div role="alert">
      <Alert
        type={stale || error.kind === 'busy' ? 'warning' : 'error'}
        header={headers[error.kind]}
        action={onRetry === undefined ? undefined : <Button onClick={onRetry}>Try again</Button>}
      >
        {error.message}
        {stale && <Box>What stands below was read before that, and may be out of date.</Box>}
        {(error.code !== 0 || error.requestId !== '') && (
          <Box variant="small" display="block">
            {error.code !== 0 && <>Code {error.code}. </>}
            {error.requestId !== '' && <>Request {error.requestId}.</>}
          </Box>
        )}
      </Alert>
    </div>
  );
}

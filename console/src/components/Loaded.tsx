import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';

import type { Polled } from '../polling/usePolled';
import { ErrorNotice } from './ErrorNotice';

interface LoadedProps<T> {
  readonly of: Polled<T>;
  /** What is being loaded, as in "Loading the backup…". */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** Shows what was read, or that it is being read, or why it cannot be; after a failure what was read before stays. */
export function Loaded<T>({ of, what, children }: LoadedProps<T>) {
  if (of.data === null) {
    return of.error === null ? <Loading what={what} /> : <ErrorNotice error={of.error} onRetry={of.refresh} />;
  }
  return (
    <SpaceBetween size="l">
      {of.error !== null && <ErrorNotice error={of.error} onRetry={of.refresh} stale />}
      {children(of.data)}
    </SpaceBetween>
  );
}

export function Loading({ what }: { readonly what: string }) {
  return (
    <Box padding="xl" textAlign="center" color="text-status-inactive">
      <span role="status">
        <Spinner /> Loading {what}…
      </span>
    </Box>
  );
}

import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Says that there is nothing, and what to do. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <Box textAlign="center" color="inherit" margin={{ vertical: 'xs' }}>
      <SpaceBetween size="xs">
        <b>{title}</b>
        {children !== undefined && <Box color="inherit">{children}</Box>}
        {action}
      </SpaceBetween>
    </Box>
  );
}

import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';

interface StatusWordsProps {
  readonly type: StatusIndicatorProps.Type;
  readonly children: ReactNode;
}

/** A state with its icon. Its words stay whole: by itself the indicator breaks them at any letter. */
export function StatusWords({ type, children }: StatusWordsProps) {
  return (
    <StatusIndicator type={type}>
      <span className="words">{children}</span>
    </StatusIndicator>
  );
}

import StatusIndicator from '@cloudscape-design/components/status-indicator';

import type { RestoreTrigger } from '../api/types';
import { triggerState } from './words';

export function TriggerStatus({ trigger }: { readonly trigger: RestoreTrigger }) {
  switch (triggerState(trigger)) {
    case 'stopped':
      return <StatusIndicator type="error">Stopped</StatusIndicator>;
    case 'disabled':
      return <StatusIndicator type="stopped">Disabled</StatusIndicator>;
    case 'enabled':
      return <StatusIndicator type="success">Enabled</StatusIndicator>;
  }
}

import type { RestoreTrigger } from '../api/types';
import { StatusWords } from '../components/StatusWords';
import { triggerState } from './words';

export function TriggerStatus({ trigger }: { readonly trigger: RestoreTrigger }) {
  switch (triggerState(trigger)) {
    case 'stopped':
      return <StatusWords type="error">Stopped</StatusWords>;
    case 'disabled':
      return <StatusWords type="stopped">Disabled</StatusWords>;
    case 'enabled':
      return <StatusWords type="success">Enabled</StatusWords>;
  }
}

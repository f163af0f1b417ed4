import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';

import type { RbacConflict } from '../api/types';

interface RbacFieldsProps {
  /** Whether the backup has users and roles. */
  readonly available: boolean;
  readonly include: boolean;
  readonly conflict: RbacConflict;
  readonly onInclude: (include: boolean) => void;
  readonly onConflict: (conflict: RbacConflict) => void;
}

export function RbacFields({ available, include, conflict, onInclude, onConflict }: RbacFieldsProps) {
  return (
    <SpaceBetween size="m">
      <FormField label="Users and roles">
        <Checkbox
          checked={include && available}
          disabled={!available}
          description={available ? 'db_admin keeps its new password.' : 'The backup has none.'}
          onChange={({ detail }) => onInclude(detail.checked)}
        >
          Restore users, roles, grants and privilege groups
        </Checkbox>
      </FormField>
      {include && available && (
        <FormField label="What becomes of users and roles that the cluster has already">
          <RadioGroup
            value={conflict}
            onChange={({ detail }) => onConflict(detail.value as RbacConflict)}
            items={[
              { value: 'FAIL', label: 'Fail', description: 'The job ends before anything is copied.' },
              { value: 'SKIP', label: 'Skip', description: 'They stay as they are.' },
              { value: 'RECREATE', label: 'Recreate', description: 'They become what the backup has.' },
            ]}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

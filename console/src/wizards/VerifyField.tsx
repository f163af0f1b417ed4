import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';

import type { Verify } from '../api/types';

export function VerifyField({ value, onChange }: { readonly value: Verify; readonly onChange: (value: Verify) => void }) {
  return (
    <FormField label="How the copy is verified">
      <RadioGroup
        value={value}
        onChange={({ detail }) => onChange(detail.value as Verify)}
        items={[
          { value: 'FILES', label: 'Files', description: 'Size and checksum of every object are compared with the plan.' },
          { value: 'CONTENT', label: 'Content', description: 'Every file is opened and read, too. It takes longer.' },
        ]}
      />
    </FormField>
  );
}

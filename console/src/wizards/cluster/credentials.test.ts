import { describe, expect, it } from 'vitest';

import { credentialsText } from './credentials';

const started = { clusterId: 'in01-new', username: 'db_admin' as const, password: 'Secret-12', jobId: 'job-1' };

describe('credentialsText', () => {
  it('says all that is needed to sign in', () => {
    expect(credentialsText(started, 'staging', 'https://x')).toBe(
      'Cluster: staging (in01-new)\nEndpoint: https://x\nUser name: db_admin\nPassword: Secret-12\n',
    );
  });

  it('says that there is no endpoint', () => {
    expect(credentialsText(started, 'staging', '')).toContain('Endpoint: none yet');
  });
});

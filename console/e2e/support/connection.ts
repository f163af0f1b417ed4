import { readFileSync } from 'node:fs';

/** How a local stack is reached: what `./refloat up` writes as connection.json. */
export interface Connection {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly projectId: string;
  readonly s3Endpoint: string;
  readonly s3AccessKey: string;
  readonly s3SecretKey: string;
  readonly region: string;
  readonly backupBucket: string;
  readonly dynamodbEndpoint: string;
  /** Where the stack serves the console; absent where it serves none. */
  readonly consoleUrl?: string;
}

/** The stack that REFLOAT_CONNECTION names; null where it names none. */
export function readConnection(): Connection | null {
  const file = process.env.REFLOAT_CONNECTION;
  return file === undefined || file === '' ? null : (JSON.parse(readFileSync(file, 'utf8')) as Connection);
}

export function connection(): Connection {
  const found = readConnection();
  if (found === null) {
    throw new Error('REFLOAT_CONNECTION must name the connection.json of a stack that ./refloat up has started.');
  }
  return found;
}

import type { RestoreClusterData } from '../../api/types';

/** The text of the file in which somebody keeps how to sign in to a new cluster. */
export function credentialsText(started: RestoreClusterData, name: string, endpoint: string): string {
  return [
    `Cluster: ${name} (${started.clusterId})`,
    `Endpoint: ${endpoint === '' ? 'none yet' : endpoint}`,
    `User name: ${started.username}`,
    `Password: ${started.password}`,
    '',
  ].join('\n');
}

/** Has the browser keep a text as a file. */
export function download(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

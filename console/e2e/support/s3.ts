import { createHash, createHmac } from 'node:crypto';

import type { Connection } from './connection';

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** A path as S3 signs it: everything but letters, digits, `-._~` and slashes by its code. */
function encoded(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');
}

/** Writes an object, signed with Signature Version 4: the stack takes no other. */
export async function putObject(to: Connection, bucket: string, key: string, body: Buffer): Promise<void> {
  const url = new URL(encoded(`/${bucket}/${key}`), to.s3Endpoint);
  const now = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${now.slice(0, 8)}/${to.region}/s3/aws4_request`;
  const payload = sha256(body);
  const signed = 'host;x-amz-content-sha256;x-amz-date';
  const canonical = [
    'PUT',
    url.pathname,
    '',
    `host:${url.host}`,
    `x-amz-content-sha256:${payload}`,
    `x-amz-date:${now}`,
    '',
    signed,
    payload,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', now, scope, sha256(canonical)].join('\n');
  const key4 = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${to.s3SecretKey}`, now.slice(0, 8)), to.region));
  const signature = createHmac('sha256', key4).update(toSign).digest('hex');
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      'x-amz-content-sha256': payload,
      'x-amz-date': now,
      Authorization: `AWS4-HMAC-SHA256 Credential=${to.s3AccessKey}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
    },
    body: new Uint8Array(body),
  });
  if (!response.ok) {
    throw new Error(`S3 answered ${response.status} for ${key}: ${await response.text()}`);
  }
}

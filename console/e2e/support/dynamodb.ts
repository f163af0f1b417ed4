import { connection } from './connection';

/** A value as DynamoDB writes it, such as `{ S: 'text' }`. */
export interface Value {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
}

export type Item = Readonly<Record<string, Value>>;

/** A transaction may have so many. */
const transactionSize = 100;
const writers = 4;

/** Calls the stack's DynamoDB, which looks at no signature. */
async function call<T>(operation: string, body: object): Promise<T> {
  const { dynamodbEndpoint, region } = connection();
  const response = await fetch(dynamodbEndpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `DynamoDB_20120810.${operation}`,
      Authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${operation}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** The table of the template's logical name. */
export async function tableNamed(name: string): Promise<string> {
  const { TableNames } = await call<{ TableNames: string[] }>('ListTables', {});
  const found = TableNames.find((one) => one.includes(name));
  if (found === undefined) {
    throw new Error(`There is no table ${name} among ${TableNames.join(', ')}.`);
  }
  return found;
}

export async function getItem(table: string, pk: string, sk: string): Promise<Item> {
  const { Item } = await call<{ Item?: Item }>('GetItem', {
    TableName: table,
    Key: { pk: { S: pk }, sk: { S: sk } },
    ConsistentRead: true,
  });
  if (Item === undefined) {
    throw new Error(`There is no item ${pk} / ${sk}.`);
  }
  return Item;
}

/** By transactions, each of which is one commit of the database below. */
export async function putItems(table: string, items: readonly Item[]): Promise<void> {
  const parts: Item[][] = [];
  for (let from = 0; from < items.length; from += transactionSize) {
    parts.push(items.slice(from, from + transactionSize));
  }
  const write = async () => {
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      await call('TransactWriteItems', { TransactItems: part.map((item) => ({ Put: { TableName: table, Item: item } })) });
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}

import { describe, expect, it } from 'vitest';

import { collectionRows, databaseRows, rowId } from './tree';

const collection = (collectionName: string) => ({
  collectionName,
  description: '',
  status: 'LOADED' as const,
  rows: 0,
  size: 0,
  partitions: 1,
  segments: 0,
});

const databases = [
  { dbName: 'shop', collections: [collection('products'), collection('orders')] },
  { dbName: 'media', collections: [collection('images')] },
  { dbName: 'empty', collections: [] },
];

function names(text: string): string[] {
  return databaseRows(databases, text).flatMap((row) => [rowId(row), ...collectionRows(row, 10).map(rowId)]);
}

describe('the tree', () => {
  it('has everything, empty databases too', () => {
    expect(names('')).toEqual(['shop/', 'shop/products', 'shop/orders', 'media/', 'media/images', 'empty/']);
  });

  it('has what matches, in its database', () => {
    expect(names('ORD')).toEqual(['shop/', 'shop/orders']);
  });

  it('has all of a database that matches', () => {
    expect(names('shop')).toEqual(['shop/', 'shop/products', 'shop/orders']);
  });

  it('says how many more there are', () => {
    const [shop] = databaseRows(databases, '');
    expect(shop && collectionRows(shop, 1)).toMatchObject([{ kind: 'collection' }, { kind: 'more', hidden: 1 }]);
  });
});

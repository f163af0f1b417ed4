import { describe, expect, it } from 'vitest';

import type { BackupDatabase, LoadState } from '../../api/types';
import {
  change,
  choose,
  chosenOf,
  countChosen,
  loadAll,
  moveDatabase,
  nothingChosen,
  problemKey,
  problemsOf,
  requested,
  wishFor,
} from './selection';

function database(dbName: string, ...names: string[]): BackupDatabase {
  return { dbName, collections: names.map((name) => collection(name)) };
}

function collection(collectionName: string, status: LoadState = 'LOADED') {
  return { collectionName, description: '', status, rows: 0, size: 0, partitions: 1, segments: 0 };
}

const shop = database('shop', 'products', 'orders');
const media = database('media', 'images', 'products');
const all = [shop, media];
const everything = all.reduce((selection, one) => choose(selection, one, true), nothingChosen);
const only = (db: BackupDatabase, name: string) => ({ ...db, collections: db.collections.filter((one) => one.collectionName === name) });

describe('choosing', () => {
  it('is all, some or none of a database', () => {
    expect(chosenOf(nothingChosen, shop)).toBe('none');
    expect(chosenOf(choose(nothingChosen, only(shop, 'orders'), true), shop)).toBe('some');
    expect(chosenOf(everything, shop)).toBe('all');
    expect(countChosen(everything)).toBe(4);
  });

  it('keeps what was wanted of those chosen before', () => {
    const renamed = change(choose(nothingChosen, only(shop, 'orders'), true), 'shop', 'orders', { name: 'old' });
    expect(wishFor(choose(renamed, shop, true), 'shop', 'orders')).toEqual({ name: 'old', load: 'LOADED' });
  });

  it('begins with the load state of the backup', () => {
    const released = { dbName: 'shop', collections: [collection('cold', 'UNLOADED')] };
    expect(wishFor(choose(nothingChosen, released, true), 'shop', 'cold')?.load).toBe('UNLOADED');
  });

  it('is of names that every object of the language has, too', () => {
    const odd = database('__proto__', '__proto__', 'constructor');
    const selection = choose(nothingChosen, only(odd, '__proto__'), true);
    expect(chosenOf(selection, odd)).toBe('some');
    expect(wishFor(selection, '__proto__', 'constructor')).toBeUndefined();
    const kept = JSON.parse(JSON.stringify(selection)) as typeof selection;
    expect(wishFor(kept, '__proto__', '__proto__')).toEqual({ name: '', load: 'LOADED' });
  });

  it('changes nothing of what was not chosen', () => {
    expect(change(nothingChosen, 'shop', 'orders', { name: 'x' })).toBe(nothingChosen);
  });
});

describe('problems', () => {
  it('are none at first', () => {
    expect(problemsOf(everything, all).size).toBe(0);
  });

  it('are names that cannot be', () => {
    const selection = moveDatabase(change(everything, 'shop', 'orders', { name: '1st' }), 'media', 'a-b');
    const problems = problemsOf(selection, all);
    expect([...problems.keys()]).toEqual([problemKey('shop', 'orders'), problemKey('media')]);
  });

  it('are collections that would meet', () => {
    const problems = problemsOf(moveDatabase(everything, 'media', 'shop'), all);
    expect(problems.get(problemKey('media', 'products'))).toBe('shop.products would get the same name.');
    expect(problems.size).toBe(1);
  });
});

describe('the request', () => {
  it('has each collection with its destination', () => {
    const moved = moveDatabase(loadAll(choose(everything, only(shop, 'products'), false), 'UNLOADED'), 'media', 'archive');
    const selection = change(moved, 'media', 'images', { name: 'pictures', load: 'LOADED' });
    expect(requested(selection, all)).toEqual([
      {
        dbName: 'shop',
        destDbName: 'shop',
        collections: [{ collectionName: 'orders', destCollectionName: 'orders', destCollectionStatus: 'UNLOADED' }],
      },
      {
        dbName: 'media',
        destDbName: 'archive',
        collections: [
          { collectionName: 'images', destCollectionName: 'pictures', destCollectionStatus: 'LOADED' },
          { collectionName: 'products', destCollectionName: 'products', destCollectionStatus: 'UNLOADED' },
        ],
      },
    ]);
  });

  it('leaves out a database of which nothing was chosen', () => {
    expect(requested(choose(everything, media, false), all).map(({ dbName }) => dbName)).toEqual(['shop']);
  });
});

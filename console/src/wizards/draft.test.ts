import { describe, expect, it } from 'vitest';

import { MemoryStorage } from '../testing/memoryStorage';
import { draftPlace, newDraft, orderFor, readDraft, removeDraft, writeDraft, type Order } from './draft';

const place = draftPlace('cluster', 'backup1');

describe('a draft', () => {
  it('is read as it was written', () => {
    const storage = new MemoryStorage();
    const draft = { ...newDraft({ name: 'a' }), step: 2, restore: { body: '{}', key: 'k' } };
    writeDraft(storage, place, draft);
    expect(readDraft(storage, place)).toEqual(draft);
    expect(readDraft(storage, draftPlace('cluster', 'backup2'))).toBeNull();
    removeDraft(storage, place);
    expect(readDraft(storage, place)).toBeNull();
  });

  it.each(['', '{', 'null', '[]', '{"step":1}', '{"choices":{}}'])('is none where there is %s', (text) => {
    const storage = new MemoryStorage();
    storage.setItem(place, text);
    expect(readDraft(storage, place)).toBeNull();
  });
});

describe('orderFor', () => {
  const fresh = (order: Order) => order;

  it('keeps its key for as long as the body is the same', () => {
    const first = orderFor(null, '{"a":1}', fresh);
    expect(orderFor(first, '{"a":1}', fresh)).toBe(first);
  });

  it('has another key for another body', () => {
    const first = orderFor(null, '{"a":1}', fresh);
    const second = orderFor(first, '{"a":2}', fresh);
    expect(second.body).toBe('{"a":2}');
    expect(second.key).not.toBe(first.key);
  });
});

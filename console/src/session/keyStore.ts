const place = 'refloat.key';
const keyPattern = /^rfl_[A-Za-z0-9_-]{43}$/;
const prefixLength = 'rfl_'.length + 4;

/** The key of who is signed in. Session storage is this tab's alone, and gone with it. */
export function storedKey(storage: Storage): string | null {
  return storage.getItem(place);
}

export function storeKey(storage: Storage, key: string): void {
  storage.setItem(place, key);
}

export function forgetKey(storage: Storage): void {
  storage.removeItem(place);
}

/** Whether it can be a key at all; null where it can, and otherwise what is wrong. */
export function keyProblem(key: string): string | null {
  if (key === '') {
    return 'Enter an API key.';
  }
  return keyPattern.test(key) ? null : 'An API key begins with rfl_ and has 47 characters. Copy it again, whole.';
}

/** How a key begins: what the API tells of a key besides its id. */
export function prefixOf(key: string): string {
  return key.slice(0, prefixLength);
}

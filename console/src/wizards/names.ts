const clusterName = /^[A-Za-z0-9-]{1,64}$/;
const milvusName = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
const longestClusterName = 64;
const longestMilvusName = 255;

/** What is wrong with the name of a new cluster; null where nothing is. `used` are the names in its project. */
export function clusterNameProblem(name: string, used: ReadonlySet<string>): string | null {
  if (name === '') {
    return 'Enter a name.';
  }
  if (name.length > longestClusterName) {
    return `${longestClusterName} characters at most; these are ${name.length}.`;
  }
  if (!clusterName.test(name)) {
    return 'Letters, digits and hyphens only.';
  }
  return used.has(name) ? 'A cluster of this name is in the project already.' : null;
}

/** What is wrong with the new name of a collection or database; null where nothing is. Empty stands for the old one. */
export function milvusNameProblem(name: string): string | null {
  if (name === '' || milvusName.test(name)) {
    return null;
  }
  return name.length > longestMilvusName
    ? `${longestMilvusName} characters at most; these are ${name.length}.`
    : 'A letter or underscore, then letters, digits and underscores.';
}

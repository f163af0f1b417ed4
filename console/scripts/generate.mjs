// Makes src/api/schema.gen.ts of the contract: types of everything, and the values of the enumerations as lists.
import { mkdir, writeFile } from 'node:fs/promises';

import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('../../infra/openapi.yaml', import.meta.url);
const target = new URL('../src/api/schema.gen.ts', import.meta.url);

const schemas = '#/components/schemas/';
/** The schemas of which the console shows every value. */
const wanted = [
  'BackupType',
  'CreationMethod',
  'CuSize',
  'JobStatus',
  'JobType',
  'LoadState',
  'OrgRole',
  'RbacConflict',
  'ResourceType',
  'VersionPolicy',
];
const enumerations = new Map();

const types = await openapiTS(contract, {
  // A field with a default may be left out of a request.
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  transform(schema, { path }) {
    if (schema.properties !== undefined && (schema.anyOf ?? schema.oneOf) !== undefined) {
      // They say which fields go together, which would become types that take anything.
      delete schema.anyOf;
      delete schema.oneOf;
    }
    const name = wanted.find((one) => path === schemas + one);
    if (name !== undefined) {
      enumerations.set(
        name,
        schema.enum.filter((value) => value !== null),
      );
    }
    return undefined;
  },
});

const absent = wanted.filter((name) => !enumerations.has(name));
if (absent.length > 0) {
  throw new Error(`The contract has no enumeration ${absent.join(', ')}.`);
}

const lists = [...enumerations].map(([name, values]) => {
  const list = `${name[0].toLowerCase()}${name.slice(1)}Values`;
  return `export const ${list} = ${JSON.stringify(values)} as const satisfies readonly components["schemas"]["${name}"][];`;
});
const head = '// Made of infra/openapi.yaml by `npm run generate`; change that one.\n';
await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, `${head}${astToString(types)}\n${lists.join('\n')}\n`);

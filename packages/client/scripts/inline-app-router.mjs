// Puts the router's declarations in place of the client's reference to them. They import nothing
// but @trpc/server, so that the packed client is whole outside of this workspace.
import { readFile, writeFile } from 'node:fs/promises';

const source = new URL('../../router/dist/app-router.d.ts', import.meta.url);
const target = new URL('../dist/app-router.d.ts', import.meta.url);

const declarations = await readFile(source, 'utf8');
const strangers = [...declarations.matchAll(/(?:from\s+|import\()['"]([^'"]+)['"]/g)]
  .map((match) => match[1])
  .filter((specifier) => specifier !== '@trpc/server');
if (strangers.length > 0) {
  throw new Error(`The router's declarations import ${[...new Set(strangers)].join(', ')}.`);
}
await writeFile(target, declarations);

// Puts the router's generated declarations in place of the client's references to them. They import
// nothing but @trpc/server, so that the packed client is whole outside of this workspace.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const entry = import.meta.resolve('@trastienda/shop-router');
const source = fileURLToPath(new URL('./', entry));
const target = fileURLToPath(new URL('../dist/', import.meta.url));

for (const file of ['app-router.d.ts', 'store-router.d.ts', 'admin-router.d.ts']) {
  const declarations = await readFile(`${source}${file}`, 'utf8');
  const strangers = [...declarations.matchAll(/(?:from\s+|import\()['"]([^'"]+)['"]/g)]
    .map((match) => match[1])
    .filter((specifier) => specifier !== '@trpc/server');
  if (strangers.length > 0) {
    throw new Error(`${file} imports ${[...new Set(strangers)].join(', ')}.`);
  }
  await writeFile(`${target}${file}`, declarations);
}

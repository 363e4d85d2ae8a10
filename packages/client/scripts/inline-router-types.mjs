// Copies the router's generated declarations beside those of the client, and lets these import them
// from there. They import nothing but @trpc/server, so that the packed client describes the whole API
// and depends on none of the server's packages.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// A string, which a created project finds and renames: not a part of a regular expression.
const ROUTER = '@trastienda/shop-router';
const ROUTERS = ['app-router', 'store-router', 'admin-router'];

const entry = import.meta.resolve(ROUTER);
const source = fileURLToPath(new URL('./', entry));
const target = fileURLToPath(new URL('../dist/', import.meta.url));

for (const file of await readdir(target)) {
  if (!file.endsWith('.d.ts')) continue;
  const text = await readFile(`${target}${file}`, 'utf8');
  const local = ROUTERS.reduce(
    (before, name) => before.replaceAll(`${ROUTER}/${name}`, `./${name}.js`),
    text,
  );
  if (local !== text) await writeFile(`${target}${file}`, local);
}

for (const name of ROUTERS) {
  const file = `${name}.d.ts`;
  const declarations = await readFile(`${source}${file}`, 'utf8');
  const strangers = [...declarations.matchAll(/(?:from\s+|import\()['"]([^'"]+)['"]/g)]
    .map((match) => match[1])
    .filter((specifier) => specifier !== '@trpc/server');
  if (strangers.length > 0) {
    throw new Error(`${file} imports ${[...new Set(strangers)].join(', ')}.`);
  }
  await writeFile(`${target}${file}`, declarations);
}

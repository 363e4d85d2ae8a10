// Puts the build of @trastienda/client into this package's, so that the packed client is whole
// outside of this workspace: one tarball with no dependency of ours.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = import.meta.resolve('@trastienda/client');
const source = fileURLToPath(new URL('./', entry));
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const target = `${dist}kit/`;

await rm(target, { recursive: true, force: true });
await cp(source, target, { recursive: true });

const files = await readdir(dist, { recursive: true });
for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
  const path = `${dist}${file}`;
  const text = await readFile(path, 'utf8');
  const inlined = text.replaceAll(
    /(['"])@trastienda\/client((?:\/[\w-]+)?)\1/g,
    (_match, _quote, subpath) => {
      const built = fileURLToPath(import.meta.resolve(`@trastienda/client${subpath}`));
      const toEntry = relative(dirname(path), `${target}${relative(source, built)}`);
      const specifier = toEntry.replaceAll('\\', '/');
      return `'${specifier.startsWith('.') ? specifier : `./${specifier}`}'`;
    },
  );
  if (inlined !== text) await writeFile(path, inlined);
}

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const resolveDir = fileURLToPath(new URL('.', import.meta.url));

/** Returns the bytes of a program for browsers with these exports, minified and compressed. */
async function gzipBytesOf(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    // Loaded with the first subscription.
    external: ['*/subscription-link.ts'],
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}

const links = await gzipBytesOf(
  "export { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client';",
);

/** Returns what these exports add to the links of tRPC. */
const addedBy = async (names: string) =>
  (await gzipBytesOf(`export { ${names} } from './index.ts';`)) - links;

const CLIENT = 'createClient, createClientErrorGuard';

test('A client and its guard take at most 3 kB beyond the links of tRPC', async () => {
  expect(links).toBeGreaterThan(6000);
  const added = await addedBy(CLIENT);
  expect(added).toBeLessThanOrEqual(3000);
  // The measure sees code: 2,998 bytes when this was written.
  expect(added).toBeGreaterThan(2000);
});

test('What a program does not import is not in its bundle', async () => {
  const client = await addedBy(CLIENT);
  for (const name of [
    ...['retryCalls', 'createServerClient', 'createUploadForm', 'formatMoney', 'explainError'],
    ...['fieldErrorsOf', 'retryAfterSeconds', 'can', 'createMemoryTokenStorage'],
  ]) {
    expect(await addedBy(`${CLIENT}, ${name}`), name).toBeGreaterThan(client);
  }
});

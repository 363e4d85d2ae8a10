import { at } from '@trastienda/testing';
import { expect, test } from 'vitest';
import { useTestServer } from '../testing/start-test-server.ts';
import { findReferenceScript } from './reference-script.ts';

const PACKAGE_ROOT = new URL('../..', import.meta.url);
const readReferenceScript = findReferenceScript(PACKAGE_ROOT);
const server = await useTestServer({ app: { readReferenceScript } });

test('The reference of the API is at /docs, with the script of Scalar', async () => {
  const page = await (await fetch(`${server.url}/docs`)).text();
  const [, path = ''] = /<script src="([^"]+)"/.exec(page) ?? [];
  const script = await (await fetch(`${server.url}${path}`)).text();
  expect(script).toContain('window.Scalar={createApiReference:');
  expect(await readReferenceScript?.()).toBe(script);
});

test('The reference says who buys, what a call costs and how it fails', async () => {
  const document: unknown = await (await fetch(`${server.url}/docs/openapi.json`)).json();
  const description = at(document, 'paths', '/checkouts', 'post', 'description');
  expect(description).toContain('- **Access**: accounts, and guests with a token');
  expect(description).toContain('- **Repeated call**: returns the first response');
  expect(description).toMatch(/- `STOCK_INSUFFICIENT` \(409\): .* Details: `/);
});

test('Without a script there is no reference, and its document remains', async () => {
  const { url } = await useTestServer();
  expect((await fetch(`${url}/docs`)).status).toBe(404);
  expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
  expect(findReferenceScript(new URL('./', import.meta.url))).toBeNull();
});

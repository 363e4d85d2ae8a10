import { afterAll, beforeAll, expect, test } from 'vitest';
import { runConformance } from './run-conformance.ts';
import { NODE, type ServerUnderTest, startServer } from './servers/start-server.ts';
import type { Result } from './suite/suite.ts';

let server: ServerUnderTest;
beforeAll(async () => {
  server = await startServer(NODE);
});
afterAll(() => server.stop());

const failuresOf = (results: readonly Result[]) =>
  results.flatMap(({ title, problem }) => (problem === undefined ? [] : [{ title, problem }]));

test('The built server passes every test, and its transcript has no id, time or token of the run', async () => {
  const { results, transcript } = await runConformance(server.settings);
  expect(failuresOf(results)).toEqual([]);
  expect(results.length).toBeGreaterThan(60);
  const text = JSON.stringify(transcript);
  const { url, staffToken } = server.settings;
  for (const secret of [url, staffToken, new Date().toISOString().slice(0, 10)]) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('<id 1>');
});

test('A server that breaks a promise fails the test of that promise', async () => {
  const { results } = await runConformance(server.settings, {
    async transport(url, init) {
      const response = await fetch(url, init);
      const headers = new Headers(response.headers);
      headers.delete('etag');
      const { status, body } = response;
      return new Response(body, { status: status === 422 ? 200 : status, headers });
    },
  });
  const titles = failuresOf(results).map(({ title }) => title);
  expect(titles).toContain('a repeated call has one effect and the first response');
  expect(titles).toContain(
    'a cacheable answer has a validator, and lifetimes for browsers and shared caches',
  );
  expect(titles).not.toContain('a query returns its output');
});

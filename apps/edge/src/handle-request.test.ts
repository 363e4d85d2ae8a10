import { expect, test } from 'vitest';
import { RunningFills } from './caching/running-fills.ts';
import { handleRequest } from './handle-request.ts';

test.each([
  ['/newsletter/unsubscribe/u1.secret', '/newsletter/unsubscribe'],
  ['/api/newsletter/requests', '/api/newsletter/requests'],
])('A failed request to %s is logged as %s: a log has no token', async (path, logged) => {
  const lines: Readonly<Record<string, string>>[] = [];
  const request = new Request(`https://edge.example${path}`, { method: 'POST' });
  const response = await handleRequest(request, {
    environment: { origin: 'https://api.example', pageOrigins: new Set() },
    cache: { match: async () => undefined, put: async () => {}, delete: async () => false },
    fills: new RunningFills(),
    waitUntil: () => {},
    send: () => Promise.reject(new Error('Network connection lost.')),
    now: Date.now,
    log: (line) => lines.push(line),
  });
  expect(response.status).toBe(503);
  expect(lines).toMatchObject([{ path: logged, message: 'Error: Network connection lost.' }]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

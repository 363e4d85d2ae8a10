import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { readDeadline } from './deadline-header.ts';
import { STAFF_TOKEN, useTestServer } from './testing/start-test-server.ts';

const server = await useTestServer({
  notes: {
    // Ends only with the signal of its call.
    import: (_form, { signal } = {}) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
  },
});

describe('The header x-deadline-ms', () => {
  test('ends a call after that time, with its own reason and a warning in the log', async () => {
    const body = new FormData();
    body.append('file', new Blob(['a note']), 'notes.csv');
    const response = await fetch(`${server.url}/trpc/notes.import`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${STAFF_TOKEN}`, 'x-deadline-ms': '50' },
    });
    expect(response.status).toBe(408);
    expect(at(await response.json(), 'error', 'data')).toMatchObject({
      ...{ reason: 'DEADLINE_EXCEEDED', details: { deadlineMs: 50 }, isRetryable: true },
    });
    const line = server.lines().find(({ code }) => code === 'DEADLINE_EXCEEDED');
    expect(line).toMatchObject({ level: 'warn', path: 'notes.import' });
  });

  test.each([
    ['1', 1],
    ['250', 250],
  ])('of %s counts as %s', (given, read) => {
    expect(readDeadline(new Headers({ 'x-deadline-ms': given }))).toBe(read);
  });

  test.each(['0', '-5', '1.5', '1e3', 'soon', '1000000000', ''])(
    'of %j is rejected',
    async (given) => {
      const headers = { 'x-deadline-ms': given };
      const response = await fetch(`${server.url}/trpc/notes.list`, { headers });
      expect(response.status).toBe(400);
      expect(at(await response.json(), 'error', 'data')).toMatchObject({
        reason: 'REQUEST_MALFORMED',
      });
    },
  );

  test('may be absent', () => expect(readDeadline(new Headers())).toBeUndefined());
});

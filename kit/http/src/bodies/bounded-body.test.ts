import { once } from 'node:events';
import { connect } from 'node:net';
import { at } from '@trastienda/testing';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, test } from 'vitest';
import { STAFF_TOKEN, useTestServer } from '../testing/start-test-server.ts';

// The test server takes 10,000 bytes, and 100,000 of an upload.
const backRoom = await useTestServer();

const STAFF = { authorization: `Bearer ${STAFF_TOKEN}` };
const JSON_TYPE = { 'content-type': 'application/json' };

/** A body without a declared length. */
function chunked(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      const size = Math.min(left, 4000);
      left -= size;
      controller.enqueue(new Uint8Array(size).fill(32));
    },
  });
}

function csv(bytes: number): Blob {
  return new Blob(['a,b,c\n'.repeat(Math.ceil(bytes / 6)).slice(0, bytes)], { type: 'text/csv' });
}

/** A form with a file, as pages send it. */
function formWith(file: Blob): FormData {
  const form = new FormData();
  form.append('file', file, 'notes.csv');
  return form;
}

type Body = string | ReadableStream<Uint8Array> | FormData;

async function post(procedure: string, body: Body, headers: Record<string, string>) {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers, duplex: 'half' };
  const response = await fetch(`${backRoom.url}/trpc/${procedure}`, init);
  const answer: unknown = await response.json();
  return { status: response.status, data: at(answer, 'error', 'data') };
}

const TOO_LARGE = { status: 413, data: { reason: 'REQUEST_TOO_LARGE' } };

describe('The body limit', () => {
  test('rejects a body that is declared larger, and reports the limit', async () => {
    const outcome = await post('notes.create', ' '.repeat(10_001), { ...STAFF, ...JSON_TYPE });
    expect(outcome).toMatchObject(TOO_LARGE);
    expect(outcome.data).toMatchObject({ details: { limit: 'body-bytes', max: 10_000 } });
  });

  test('rejects a chunked body as soon as it exceeds the limit', async () => {
    const outcome = await post('notes.create', chunked(10_001), { ...STAFF, ...JSON_TYPE });
    expect(outcome).toMatchObject(TOO_LARGE);
  });

  test.each(['plain', 'chunked'])('lets a %s body of exactly that size through', async (kind) => {
    const body = kind === 'plain' ? ' '.repeat(10_000) : chunked(10_000);
    const outcome = await post('notes.create', body, { ...STAFF, ...JSON_TYPE });
    expect(outcome).toMatchObject({ status: 400, data: { reason: 'REQUEST_MALFORMED' } });
  });

  test('answers a client that keeps sending megabytes instead of resetting it', async () => {
    const outcome = await post('notes.create', ' '.repeat(8_000_000), { ...STAFF, ...JSON_TYPE });
    expect(outcome).toMatchObject(TOO_LARGE);
  });

  test('answers before a declared body has been sent', async () => {
    const socket = connect(backRoom.server.port, '127.0.0.1');
    socket.write(
      'POST /trpc/notes.create HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' +
        'content-length: 99999999\r\n\r\n',
    );
    const [data] = await once(socket, 'data');
    expect(String(data)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

describe('An upload', () => {
  test('of staff may be larger than other bodies', async () => {
    const report = await backRoom
      .client({ token: STAFF_TOKEN })
      .notes.import.mutate(formWith(csv(60_000)));
    expect(report.rows).toBe(10_000);
  });

  test('has a limit too', async () => {
    const client = backRoom.client({ token: STAFF_TOKEN });
    const error = await client.notes.import
      .mutate(formWith(csv(100_001)))
      .catch((caught: unknown) => caught);
    expect(error instanceof TRPCClientError && error.data).toMatchObject({
      reason: 'REQUEST_TOO_LARGE',
    });
  });

  test('of a visitor may not be larger than other bodies', async () => {
    const form = formWith(csv(20_000));
    const outcome = await post('notes.import', form, {});
    expect(outcome).toMatchObject(TOO_LARGE);
  });

  test('works when its length is not declared', async () => {
    const encoded = new Response(formWith(csv(60_000)));
    const type = encoded.headers.get('content-type') ?? '';
    const { body } = encoded;
    if (body === null) throw new Error('A form has a body.');
    const outcome = await post('notes.import', body, { ...STAFF, 'content-type': type });
    expect(outcome.status).toBe(200);
  });
});

import { serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';
import { frame, messageFrame, RawClient } from '../testing/raw-client.ts';

const harness = useDatabase();
const open = () => RawClient.open(harness.mongo.port);

async function isAlive(): Promise<boolean> {
  const client = await open();
  const reply = await client.command({ ping: 1, $db: 'admin' });
  client.close();
  return reply.ok === 1;
}

/**
 * Sends bytes and waits until the server replies or closes the connection. It must do one of them.
 */
async function outcome(bytes: Uint8Array): Promise<'answered' | 'closed'> {
  const client = await open();
  const reply = await client.send(bytes);
  client.close();
  return reply ? 'answered' : 'closed';
}

const prefix = (flags: number, ...rest: Uint8Array[]): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(flags >>> 0, 0);
  return Buffer.concat([head, ...rest]);
};
const body = (command: Record<string, unknown>) =>
  Buffer.concat([Buffer.from([0]), serialize(command)]);
const ping = { ping: 1, $db: 'admin' };

function sequence(name: string, documents: Record<string, unknown>[], lie = 0): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((d) => serialize(d))]);
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(4 + content.length + lie, 1);
  return Buffer.concat([head, content]);
}

describe('the protocol', () => {
  test('accepts document sequences before and after the body', async () => {
    const client = await open();
    const insert = { insert: 'things', $db: 'test' };
    const documents = sequence('documents', [{ a: 1 }, { a: 2 }]);
    for (const parts of [
      [body(insert), documents],
      [documents, body(insert)],
    ]) {
      expect(await client.send(frame(2013, prefix(0, ...parts)))).toMatchObject({ ok: 1, n: 2 });
    }
    client.close();
  });

  test('skips a checksum, and sends no reply when none is expected', async () => {
    const client = await open();
    const withChecksum = frame(2013, prefix(1, body(ping), Buffer.alloc(4)));
    expect(await client.send(withChecksum)).toMatchObject({ ok: 1 });
    client.socket.write(messageFrame({ insert: 'quiet', documents: [{ n: 1 }], $db: 'test' }, 2));
    expect(await client.command({ count: 'quiet', $db: 'test' })).toMatchObject({ n: 1 });
    client.close();
  });

  test('answers many requests on one connection in order', async () => {
    const client = await open();
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        client.command({ insert: 'order', documents: [{ _id: i }], $db: 'test' }),
      ),
    );
    expect(replies.every(({ ok }) => ok === 1)).toBe(true);
    client.close();
  });

  test('accepts a message that arrives byte by byte', async () => {
    const client = await open();
    const bytes = messageFrame(ping);
    const reply = client.send(bytes.subarray(0, 1));
    for (const byte of bytes.subarray(1)) {
      client.socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await reply).toMatchObject({ ok: 1 });
    client.close();
  });

  test('answers a client that has closed its sending side', async () => {
    const client = await open();
    const reply = client.send(messageFrame(ping));
    client.socket.end();
    expect(await reply).toMatchObject({ ok: 1 });
  });
});

describe('a protocol violation', () => {
  const frameWithLength = (length: number) => {
    const bytes = messageFrame(ping);
    bytes.writeInt32LE(length, 0);
    return bytes;
  };
  const frameWithDocumentLength = (length: number) => {
    const bytes = messageFrame(ping);
    bytes.writeInt32LE(length, 21);
    return bytes;
  };

  test.each([
    ['a length below the header', frameWithLength(3)],
    ['a negative length', frameWithLength(-1)],
    ['a length over 48 MB', frameWithLength(48_000_001)],
    ['a document longer than its message', frameWithDocumentLength(1000)],
    ['a document of negative length', frameWithDocumentLength(-5)],
    ['an unknown opcode', frame(2001, Buffer.alloc(20))],
    ['a compressed message', frame(2012, Buffer.alloc(20))],
    ['an unknown required flag', frame(2013, prefix(4, body(ping)))],
    ['an unknown section', frame(2013, prefix(0, Buffer.from([7]), serialize(ping)))],
    ['no body', frame(2013, prefix(0))],
    ['two bodies', frame(2013, prefix(0, body(ping), body(ping)))],
    [
      'a sequence that is too long',
      frame(2013, prefix(0, body(ping), sequence('documents', [{}], 50))),
    ],
    [
      'a sequence of negative length',
      frame(2013, prefix(0, body(ping), sequence('x', [{}], -100))),
    ],
    [
      'a query that is no command',
      frame(
        2004,
        Buffer.concat([Buffer.alloc(4), Buffer.from('a.b\0'), Buffer.alloc(8), serialize({})]),
      ),
    ],
    ['an empty query', frame(2004, Buffer.alloc(4))],
  ])('%s closes only its own connection', async (_what, bytes) => {
    expect(await outcome(bytes)).toBe('closed');
    expect(await isAlive()).toBe(true);
  });

  test('malformed BSON inside a well-formed message fails with 22', async () => {
    const bytes = messageFrame({ ping: 'x', $db: 'admin' });
    bytes[25] = 0x7f;
    bytes[26] = 0xee;
    const client = await open();
    const reply = await client.send(bytes);
    expect(reply === undefined || reply.ok === 0).toBe(true);
    client.close();
    expect(await isAlive()).toBe(true);
  });

  test('documents nested thousands of levels deep are refused without recursion', async () => {
    let deep: Record<string, unknown> = {};
    for (let i = 0; i < 2000; i += 1) deep = { a: deep };
    const client = await open();
    const reply = await client.command({ insert: 'deep', documents: [deep], $db: 'test' });
    const isRefused = reply.ok === 0 || Array.isArray(reply.writeErrors);
    expect(isRefused).toBe(true);
    expect(await isAlive()).toBe(true);
    client.close();
  });

  test('a document over 16 MiB is refused', async () => {
    const client = await open();
    const big = { insert: 'big', documents: [{ s: 'x'.repeat(16 * 1024 * 1024) }], $db: 'test' };
    const reply = await client.command(big);
    expect(reply.ok === 0 || Array.isArray(reply.writeErrors)).toBe(true);
    expect(await isAlive()).toBe(true);
    client.close();
  });

  test('an incomplete message occupies no more memory than it sent', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, open));
    for (const client of clients) {
      const head = Buffer.alloc(16);
      head.writeInt32LE(47_000_000, 0);
      head.writeInt32LE(2013, 12);
      client.socket.write(head);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await isAlive()).toBe(true);
    for (const client of clients) client.close();
  });

  test('random damage to a valid message is answered or ends the connection', async () => {
    const valid = [
      messageFrame({ find: 'things', filter: { a: { $in: [1, 'x', null] } }, $db: 'test' }),
      messageFrame({ insert: 'fuzz', documents: [{ _id: 1, a: [{ b: 1 }] }], $db: 'test' }),
      messageFrame({ update: 'fuzz', updates: [{ q: {}, u: { $set: { a: 1 } } }], $db: 'test' }),
      messageFrame({
        aggregate: 'fuzz',
        pipeline: [{ $match: { a: 1 } }],
        cursor: {},
        $db: 'test',
      }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...valid),
        fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (bytes, damage) => {
          const damaged = Buffer.from(bytes);
          // Keep the length and the flag for "no reply"; otherwise the server rightly stays silent.
          for (const [at, byte] of damage) {
            const place = 4 + (at % (damaged.length - 4));
            if (place < 16 || place >= 20) damaged[place] = byte;
          }
          const client = await open();
          const sent = client.send(damaged);
          await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 2000))]);
          client.close();
        },
      ),
      { numRuns: 300 },
    );
    expect(await isAlive()).toBe(true);
  });

  test('random bytes end the connection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 200 }), async (bytes) => {
        const client = await open();
        client.socket.end(bytes);
        await new Promise((resolve) => setImmediate(resolve));
        client.close();
      }),
      { numRuns: 100 },
    );
    expect(await isAlive()).toBe(true);
  });
});

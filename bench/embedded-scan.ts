// Whether a full scan in the embedded database slows the process that asked for it: the time that
// the event loop of the asking process is late, with the database in a child process (as the
// server runs it) and in the same process (as tests do), while 100,000 documents are scanned.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openEmbeddedMongo, startEmbeddedMongo } from '@trastienda/embedded-mongo';
import { MongoClient } from 'mongodb';

const COUNT = 100_000;
const BATCH = 5_000;

async function lateness(uri: string): Promise<{ p50: number; p99: number; max: number }> {
  const client = await MongoClient.connect(uri);
  const items = client.db('bench').collection<{ _id: number; text: string }>('items');
  for (let at = 0; at < COUNT; at += BATCH) {
    await items.insertMany(
      Array.from({ length: BATCH }, (_, i) => ({ _id: at + i, text: `item ${at + i}` })),
    );
  }
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < 5; round += 1) await items.findOne({ text: 'not there' });
  delay.disable();
  await client.close();
  const ms = (nanoseconds: number) => nanoseconds / 1e6;
  return { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) };
}

const show = (what: string, { p50, p99, max }: Awaited<ReturnType<typeof lateness>>) =>
  console.log(
    `${what}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
  );

const dir = await mkdtemp(join(tmpdir(), 'trastienda-bench-'));
const child = await lateness(
  (await openEmbeddedMongo({ dir, fsync: false, idleExitSeconds: 1 })).uri,
);
const mongo = await startEmbeddedMongo();
const same = await lateness(mongo.uri);
await mongo.close();

show('event loop late while a child process scans', child);
show('event loop late while the same process scans', same);
console.log(`p99, child / same process: ${(child.p99 / same.p99).toFixed(2)}`);
// The child ends by itself and is done with the directory soon after.
await new Promise((resolve) => setTimeout(resolve, 3000));
await rm(dir, { recursive: true });

// Whether the calls after a request for a new password tell if the address has an account: one server,
// known and unknown addresses in turn, medians side by side.
// pnpm --filter @trastienda/api measure:reset [PAIRS]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { insertAccount } from '@trastienda/auth/fixtures';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { openDatabase } from '@trastienda/shop-db';
import { stopEmbedded } from '@trastienda/testing';

const PAIRS = Number(process.argv[2] ?? 60);
/** How many calls follow a request at once; about as long as the email of it is under way. */
const NEXT_CALLS = 15;
/** How long the load is watched after a request; emails are sent within. */
const WATCHED_MS = 2500;
/** An address gets five emails in half an hour. */
const REQUESTS_PER_ADDRESS = 4;

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const addressOf = (kind: 'known' | 'absent', index: number) =>
  `${kind}.${Math.floor(index / REQUESTS_PER_ADDRESS)}@example.com`;

const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-measure-'));
const { uri } = await openEmbeddedMongo({ dir: join(dataDir, 'mongo') });
const mongoUri = new URL(uri);
mongoUri.pathname = '/trastienda';
const database = await openDatabase(mongoUri.toString());
await database.indexes.sync();
for (let index = 0; index < PAIRS; index += REQUESTS_PER_ADDRESS) {
  await insertAccount(database.accounts, { role: 'customer', email: addressOf('known', index) });
}
await database.close();

const server = spawn(
  process.execPath,
  ['--import', 'tsx', '--conditions=@trastienda/source', MAIN],
  {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      TRASTIENDA_DATA_DIR: dataDir,
      TRASTIENDA_DEMO: 'off',
      TRASTIENDA_RATE_LIMIT: '0',
      // Each request comes from a different address, or its source would be limited.
      TRASTIENDA_TRUSTED_PROXIES: 'loopback',
      TRASTIENDA_LOG_LEVEL: 'info',
      TRASTIENDA_LOG_FORMAT: 'json',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  },
);

async function listening(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    const [, url] = /"url":"([^"]+)".*"listening"/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The server did not start.');
}

const url = await listening();
server.stdout.resume();
let callers = 0;

async function call(path: string, init: RequestInit = {}): Promise<void> {
  callers += 1;
  const headers = new Headers(init.headers);
  headers.set(
    'x-forwarded-for',
    `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`,
  );
  const response = await fetch(`${url}/trpc/${path}`, { ...init, headers });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
}

const requestReset = (email: string) =>
  call('auth.requestPasswordReset', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  });

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const KINDS = ['known', 'absent'] as const;
type Kind = (typeof KINDS)[number];
const perKind = () =>
  ({ known: [] as number[], absent: [] as number[] }) satisfies Record<Kind, number[]>;
/** The request itself, the calls right after it, and the slowest tenth of those of the whole watch. */
const measures = { request: perKind(), 'next calls': perKind(), 'slow calls': perKind() };

async function watch(kind: Kind, index: number, isCounted: boolean): Promise<void> {
  const request = await millisecondsOf(() => requestReset(addressOf(kind, index)));
  const startedAt = performance.now();
  const times: number[] = [];
  while (performance.now() - startedAt < WATCHED_MS) {
    times.push(await millisecondsOf(() => call('catalog.list')));
  }
  // Its aftermath must not count for the next one.
  await delay(200);
  if (!isCounted) return;
  measures.request[kind].push(request);
  measures['next calls'][kind].push(times.slice(0, NEXT_CALLS).reduce((sum, ms) => sum + ms, 0));
  const slowest = times.toSorted((a, b) => b - a).slice(0, Math.ceil(times.length / 10));
  measures['slow calls'][kind].push(slowest.reduce((sum, ms) => sum + ms, 0) / slowest.length);
}

try {
  await watch('absent', 4 * PAIRS, false);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // Each goes first as often as the other.
    for (const kind of pair % 2 === 0 ? KINDS : KINDS.toReversed()) await watch(kind, pair, true);
  }
  for (const [name, { known, absent }] of Object.entries(measures)) {
    const ratio = median(known) / median(absent);
    const higher = known.filter((ms, index) => ms > (absent[index] ?? 0)).length;
    process.stdout.write(
      `${name}: ${median(known).toFixed(1)} ms with an account, ${median(absent).toFixed(1)} without; ` +
        `ratio ${ratio.toFixed(3)}; ${higher} of ${known.length} pairs slower with an account\n`,
    );
  }
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
}

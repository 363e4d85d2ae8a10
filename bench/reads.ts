// What reading costs: CPU time of the server process per call, over sockets, by 16 visitors at once who look
// at 50 products and one list. Ours from memory and computed, against Express with Mongoose documents, tRPC's
// own adapter and oRPC with plain objects, and Hono with an answer in memory; all on one embedded database
// with 1,000 products. Visitors who ask for the same at once share what is computed here, so ask one visitor
// for what a computation costs alone. Servers take turns in each round; medians of the rounds. What a server
// uses while there are no calls is subtracted: its background jobs cost time, not calls, and a round takes longer on
// a busy machine. Linux only.
// pnpm --filter @trastienda/bench reads [ROUNDS] [CALLS IN A ROUND] [VISITORS]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { databaseIn } from './buying.ts';
import { median } from './compare.ts';
import { cpuMsOf } from './cpu-time.ts';
import { importProducts } from './import-products.ts';
import { sendGet } from './send-get.ts';
import { startServer } from './start-server.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const CALLS = Number(process.argv[3] ?? 1500);
/** Calls until a server runs compiled code, as one does that has been in use for minutes. */
const WARM_UP = { get: 10_000, list: 3000 };
/** CPU time of a second in which a process does next to nothing. */
const IDLE_MS = 40;
/** How long a process is watched without calls. */
const WATCHED_MS = 10_000;
const CONNECTIONS = Number(process.argv[4] ?? 16);
const PRODUCTS = 1000;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

interface Contender {
  readonly name: string;
  readonly pid: number;
  /** Returns the URL of a read; of a product by its slug. */
  readonly urlOf: (read: Read, slug: string) => string;
  readonly headers: Readonly<Record<string, string>>;
}

const READS = ['get', 'list'] as const;
type Read = (typeof READS)[number];
const SLUGS = Array.from({ length: 50 }, (_, index) => `p-${index}`);

async function startOther(kind: string, uri: string): Promise<[ChildProcess, Contender]> {
  const program = fileURLToPath(new URL('reads-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, kind, uri], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const query = (slug: string) => {
    if (kind === 'trpc') return `input=${encode({ slug })}`;
    return kind === 'orpc' ? `data=${encode({ json: { slug } })}` : `slug=${slug}`;
  };
  const urlOf = (read: Read, slug: string) =>
    read === 'list' ? `${line}/list` : `${line}/get?${query(slug)}`;
  return [child, { name: kind, pid: child.pid ?? 0, urlOf, headers: {} }];
}

const oursAt = (read: Read, slug: string) => {
  const input = read === 'get' ? { slug } : { limit: 24 };
  return `${server.url}/trpc/catalog.${read}?input=${encodeURIComponent(JSON.stringify(input))}`;
};

/** Waits until a process does next to nothing: events of the import are handled for a while after it. */
async function idle(pid: number): Promise<void> {
  for (let second = 0; second < 60; second += 1) {
    const before = await cpuMsOf(pid);
    await sleep(1000);
    if ((await cpuMsOf(pid)) - before <= IDLE_MS) return;
  }
}

/** Returns the share of a core that a process uses while there are no calls. */
async function idleShareOf(pid: number): Promise<number> {
  const before = await cpuMsOf(pid);
  const startedAt = performance.now();
  await sleep(WATCHED_MS);
  return ((await cpuMsOf(pid)) - before) / (performance.now() - startedAt);
}

async function cpuPerCall(
  { pid, urlOf, headers }: Contender,
  read: Read,
  calls = CALLS,
  idleShare = 0,
): Promise<number> {
  let left = calls;
  const connection = async () => {
    while (left > 0) {
      left -= 1;
      await sendGet(agent, urlOf(read, SLUGS[left % SLUGS.length] ?? ''), headers);
    }
  };
  const before = await cpuMsOf(pid);
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const idleMs = idleShare * (performance.now() - startedAt);
  return ((await cpuMsOf(pid)) - before - idleMs) / calls;
}

/** Names of the rows, and how the shop's own are computed. */
const LABELS: Readonly<Record<string, string>> = {
  ours: 'Trastienda, from memory',
  'ours, computed': 'Trastienda, computed',
  express: 'Express, Mongoose documents',
  trpc: 'tRPC on Hono, plain objects',
  orpc: 'oRPC on Hono, plain objects',
  hono: 'Hono, from memory',
};

type Figures = Record<Read, number[]>;

/** Measures all contenders in turns, once their compilers and jobs have nothing left to do. */
async function measure(contenders: readonly Contender[]): Promise<ReadonlyMap<string, Figures>> {
  const figures = new Map(
    contenders.map(({ name }): [string, Figures] => [name, { get: [], list: [] }]),
  );
  for (const contender of contenders) {
    for (const read of READS) await cpuPerCall(contender, read, WARM_UP[read]);
    await idle(contender.pid);
  }
  const idleShares = await Promise.all(contenders.map(({ pid }) => idleShareOf(pid)));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const read of READS) {
      for (const [index, contender] of contenders.entries()) {
        const figure = await cpuPerCall(contender, read, CALLS, idleShares[index]);
        figures.get(contender.name)?.[read].push(figure);
      }
    }
  }
  return figures;
}

function printTable(figures: ReadonlyMap<string, Figures>): void {
  const cell = (own: Figures, read: Read) => {
    const express = figures.get('express')?.[read] ?? [];
    const ratio = median(own[read].map((one, round) => one / (express[round] ?? Number.NaN)));
    return `${(median(own[read]) * 1000).toFixed(0)} µs (${ratio.toFixed(2)})`;
  };
  console.log('| CPU time of the server per call (of Express) | a product | a page of 24 |');
  console.log('| --- | --- | --- |');
  for (const [name, own] of figures)
    console.log(`| ${LABELS[name] ?? name} | ${cell(own, 'get')} | ${cell(own, 'list')} |`);
}

const children: ChildProcess[] = [];
const server = await startServer({ fsync: false });
try {
  await importProducts(server, PRODUCTS);
  const uri = await databaseIn(server.dataDir, 'trastienda');
  const others = await Promise.all(
    ['express', 'trpc', 'orpc', 'hono'].map(async (kind) => {
      const [child, contender] = await startOther(kind, uri);
      children.push(child);
      return contender;
    }),
  );
  const ours = { pid: server.pid, urlOf: oursAt };
  printTable(
    await measure([
      { name: 'ours', ...ours, headers: {} },
      { name: 'ours, computed', ...ours, headers: { 'cache-control': 'no-cache' } },
      ...others,
    ]),
  );
} finally {
  for (const child of children) child.kill('SIGTERM');
  agent.destroy();
  await server.stop();
}

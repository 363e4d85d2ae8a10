// What reading costs: CPU time of the server process per call, over sockets with 16 connections. Ours from
// memory and computed, against Express with Mongoose documents, tRPC's own adapter and oRPC with plain
// objects, and Hono with an answer in memory; all on one embedded database with 1,000 products.
// Servers take turns in each round; medians of the rounds. Linux only.
// pnpm --filter @trastienda/bench reads [ROUNDS] [CALLS IN A ROUND]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseIn } from './buying.ts';
import { median } from './compare.ts';
import { cpuMsOf } from './cpu-time.ts';
import { importProducts } from './import-products.ts';
import { sendGet } from './send-get.ts';
import { startServer } from './start-server.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const CALLS = Number(process.argv[3] ?? 1500);
const CONNECTIONS = 16;
const PRODUCTS = 1000;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly urlOf: (read: Read) => string;
  readonly headers: Readonly<Record<string, string>>;
}

type Read = 'get' | 'list';
const SLUG = 'p-7';

async function startOther(kind: string, uri: string): Promise<[ChildProcess, Contender]> {
  const program = fileURLToPath(new URL('reads-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, kind, uri], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const inputs: Readonly<Record<string, string>> = {
    trpc: `input=${encode({ slug: SLUG })}`,
    orpc: `data=${encode({ json: { slug: SLUG } })}`,
  };
  const urlOf = (read: Read) =>
    read === 'list' ? `${line}/list` : `${line}/get?${inputs[kind] ?? `slug=${SLUG}`}`;
  return [child, { name: kind, pid: child.pid ?? 0, urlOf, headers: {} }];
}

const server = await startServer({ fsync: false });
await importProducts(server, PRODUCTS);
const uri = await databaseIn(server.dataDir, 'trastienda');
const oursAt = (read: Read) => {
  const input = read === 'get' ? { slug: SLUG } : { limit: 24 };
  return `${server.url}/trpc/catalog.${read}?input=${encodeURIComponent(JSON.stringify(input))}`;
};
const others = await Promise.all(
  ['express', 'trpc', 'orpc', 'hono'].map((kind) => startOther(kind, uri)),
);
const contenders: readonly Contender[] = [
  { name: 'ours', pid: server.pid, urlOf: oursAt, headers: {} },
  {
    ...{ name: 'ours, computed', pid: server.pid, urlOf: oursAt },
    headers: { 'cache-control': 'no-cache' },
  },
  ...others.map(([, contender]) => contender),
];

async function cpuPerCall({ pid, urlOf, headers }: Contender, read: Read): Promise<number> {
  let left = CALLS;
  const connection = async () => {
    while (left > 0) {
      left -= 1;
      await sendGet(agent, urlOf(read), headers);
    }
  };
  const before = await cpuMsOf(pid);
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return ((await cpuMsOf(pid)) - before) / CALLS;
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

const table = new Map(contenders.map(({ name }) => [name, [] as string[]]));
for (const read of ['get', 'list'] as const) {
  const figures = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      const perCall = await cpuPerCall(contender, read);
      if (round >= 0) figures.get(contender.name)?.push(perCall);
    }
  }
  const express = figures.get('express') ?? [];
  for (const [name, all] of figures) {
    const ratio = median(all.map((one, round) => one / (express[round] ?? Number.NaN)));
    table.get(name)?.push(`${(median(all) * 1000).toFixed(0)} µs (${ratio.toFixed(2)})`);
  }
}
console.log('| CPU time of the server per call (of Express) | a product | a page of 24 |');
console.log('| --- | --- | --- |');
for (const [name, cells] of table)
  console.log(`| ${LABELS[name] ?? name} | ${cells.join(' | ')} |`);

for (const [child] of others) child.kill('SIGTERM');
agent.destroy();
await server.stop();

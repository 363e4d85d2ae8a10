// CPU time per call of a server process, over sockets with 16 connections: @trastienda/hono-trpc
// against tRPC's own fetch adapter, oRPC (its own protocol) and handlers written for Hono by hand.
// Servers take turns in each round; medians of the rounds. Arguments: rounds, calls in a round.
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { BatchLinkPlugin } from '@orpc/client/plugins';
import { median } from './compare.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const CALLS = Number(process.argv[3] ?? 3000);
const CONNECTIONS = 16;
const BATCH_SIZE = 10;

/** The contender that the others are compared with is the first one. */
const CONTENDERS = ['ours', 'official', 'orpc', 'bare'] as const;
type Contender = (typeof CONTENDERS)[number];

interface Call {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Workload {
  readonly name: string;
  readonly share: number;
  /** Absent where a contender has no such thing. */
  readonly calls: Partial<Record<Contender, Call>>;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

async function start(contender: Contender) {
  const program = new URL('./trpc-adapters-server.ts', import.meta.url).pathname;
  // The packages as they are built: tsx adds a call to every function that sources create.
  const args = ['--import', 'tsx', program, contender];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => String((await lines.next()).value);
  const url = await nextLine();
  return {
    url,
    async cpuMicroseconds() {
      child.stdin.write('\n');
      return Number(await nextLine());
    },
    stop: () => child.stdin.end(),
  };
}

function send(url: string, { path, method, headers, body }: Call): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { agent, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 207) resolve(text);
        else reject(new Error(`${path}: ${response.statusCode} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function sendMany(url: string, call: Call, times: number): Promise<void> {
  let left = times;
  const connection = async () => {
    while (left > 0) {
      left -= 1;
      await send(url, call);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

/** The request that oRPC's client makes of a batch: its protocol is its own. */
async function captureOrpcBatch(url: string): Promise<Call> {
  const captured: Call[] = [];
  const link = new RPCLink({
    url,
    method: 'GET',
    plugins: [
      new BatchLinkPlugin({ groups: [{ condition: () => true, context: {} }], mode: 'buffered' }),
    ],
    async fetch(sent) {
      const body = sent.method === 'GET' ? undefined : await sent.clone().text();
      captured.push({
        path: sent.url.slice(url.length),
        method: sent.method === 'GET' ? 'GET' : 'POST',
        headers: Object.fromEntries(sent.headers),
        ...(body !== undefined && { body }),
      });
      return fetch(sent);
    },
  });
  const client: { guarded(input: unknown): Promise<unknown> } = createORPCClient(link);
  await Promise.all(Array.from({ length: BATCH_SIZE }, () => client.guarded(INPUT)));
  const [batch, ...others] = captured;
  if (batch === undefined || others.length > 0) throw new Error('oRPC sent no single batch.');
  return batch;
}

const INPUT = { id: 'shirt-7', currency: 'EUR' };
const CREATE = { title: 'A shirt', amount: 1999 };

const trpcInput = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const orpcInput = (value: unknown) => `data=${encodeURIComponent(JSON.stringify({ json: value }))}`;

function query(name: string, path: string, input?: unknown): Workload {
  const trpc: Call = { method: 'GET', path: `/${path}${input ? `?${trpcInput(input)}` : ''}` };
  const orpc: Call = { method: 'GET', path: `/${path}${input ? `?${orpcInput(input)}` : ''}` };
  return { name, share: 1, calls: { ours: trpc, official: trpc, orpc, bare: trpc } };
}

function mutation(name: string, path: string, input: unknown): Workload {
  const headers = { 'content-type': 'application/json' };
  const trpc: Call = { method: 'POST', path: `/${path}`, headers, body: JSON.stringify(input) };
  const orpc = { ...trpc, body: JSON.stringify({ json: input }) };
  return { name, share: 1, calls: { ours: trpc, official: trpc, orpc, bare: trpc } };
}

function batch(name: string, orpc: Call): Workload {
  const path = Array(BATCH_SIZE).fill('guarded').join(',');
  const inputs = Object.fromEntries(Array.from({ length: BATCH_SIZE }, (_, i) => [i, INPUT]));
  const trpc: Call = { method: 'GET', path: `/${path}?batch=1&${trpcInput(inputs)}` };
  return { name, share: 1 / 5, calls: { ours: trpc, official: trpc, orpc } };
}

const servers = new Map(
  await Promise.all(CONTENDERS.map(async (one) => [one, await start(one)] as const)),
);
const orpcUrl = servers.get('orpc')?.url ?? '';
const workloads = [
  query('no-op', 'noop'),
  query('zod in and out', 'get', INPUT),
  query('3 middlewares, zod', 'guarded', INPUT),
  mutation('mutation', 'create', CREATE),
  batch('batch of 10, 3 middlewares', await captureOrpcBatch(orpcUrl)),
];

for (const { name, share, calls } of workloads) {
  const figures = new Map(CONTENDERS.map((contender) => [contender, [] as number[]]));
  const times = Math.ceil(CALLS * share);
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [contender, server] of servers) {
      const call = calls[contender];
      if (call === undefined) continue;
      const before = await server.cpuMicroseconds();
      await sendMany(server.url, call, times);
      const perCall = ((await server.cpuMicroseconds()) - before) / times;
      if (round >= 0) figures.get(contender)?.push(perCall);
    }
  }
  const ours = figures.get('ours') ?? [];
  const row = CONTENDERS.flatMap((contender) => {
    const all = figures.get(contender) ?? [];
    if (all.length === 0) return [];
    const ratio = median(ours.map((one, round) => one / (all[round] ?? Number.NaN)));
    const against = contender === 'ours' ? '' : ` (ours / ${contender} ${ratio.toFixed(2)})`;
    return [`${contender} ${median(all).toFixed(0)} µs${against}`];
  });
  console.log(`${name}: ${row.join(', ')}`);
}

for (const server of servers.values()) server.stop();
agent.destroy();

// What compression costs and saves, as ratios measured side by side in one run:
// pnpm --filter @trastienda/api measure:compression
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { serve } from '@trastienda/http/node';
import { createShopApp } from '../src/http/create-app.ts';
import { createLog } from '../src/start/log/create-log.ts';
import { productSummaries } from '../src/testing/fake-catalog.ts';
import { createFakeServices, testAppOptions } from '../src/testing/test-app-options.ts';

const CALLS = 2000;
const ROUNDS = 5;
const AT_ONCE = 16;

/** A page with the names of real products: made-up ones repeat, and pack far too well. */
function page() {
  const demo = readFileSync(new URL('../demo/catalog.csv', import.meta.url), 'utf8');
  const named = [...demo.matchAll(/^([a-z0-9-]+),([^",]+),/gm)].slice(0, 24);
  const items = productSummaries(named.length).map((item, index) => {
    const [, slug = '', title = ''] = named[index] ?? [];
    const amount = 500 + ((index * 7919) % 9000);
    const price = { amount, currency: 'EUR' };
    const image = { url: `https://images.example/${slug}_${amount}.jpg`, alt: title };
    const priceRange = { min: price, max: price };
    return { ...item, slug, title, image, priceRange, tags: title.toLowerCase().split(' ') };
  });
  return { items, nextCursor: null };
}

async function startServer(isCompressing: boolean): Promise<void> {
  const log = createLog({ level: 'silent', format: 'json' });
  const answer = page();
  const services = createFakeServices({ list: async () => answer });
  const app = createShopApp(testAppOptions(log, { services, isCompressing }));
  const onClose = async () => {};
  const options = { host: '127.0.0.1', port: 0, graceSeconds: 1, requestTimeoutSeconds: 60 };
  const server = await serve({ ...options, app, onClose, log });
  process.send?.(server.url);
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** One call over a kept connection; resolves to the bytes of its body on the wire. */
function call(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip' };
    get(`${url}/trpc/catalog.list?input=%7B%7D`, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

async function callsPerSecond(url: string): Promise<number> {
  const startedAt = performance.now();
  let left = CALLS;
  const worker = async () => {
    while (left-- > 0) await call(url);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return CALLS / ((performance.now() - startedAt) / 1000);
}

async function measure(): Promise<void> {
  const script = fileURLToPath(import.meta.url);
  const servers = ['plain', 'gzip'].map((mode) => fork(script, [mode]));
  const urls = await Promise.all(
    servers.map(async (server) => String((await once(server, 'message'))[0])),
  );
  const [plainUrl = '', gzipUrl = ''] = urls;
  const [plainBytes, gzipBytes] = [await call(plainUrl), await call(gzipUrl)];
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const plain = await callsPerSecond(plainUrl);
    const ratio = (await callsPerSecond(gzipUrl)) / plain;
    // The first round warms up.
    if (round > 0) ratios.push(ratio);
  }
  ratios.sort((left, right) => left - right);
  const median = ratios[Math.floor(ratios.length / 2)] ?? 0;
  const share = (gzipBytes / plainBytes).toFixed(2);
  process.stdout.write(`bytes: ${plainBytes} -> ${gzipBytes} (${share})\n`);
  process.stdout.write(`calls per second, gzip over plain: ${median.toFixed(2)}\n`);
  for (const server of servers) server.kill();
}

const mode = process.argv[2];
if (mode === undefined) await measure();
else await startServer(mode === 'gzip');
agent.destroy();

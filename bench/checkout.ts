// What correctness costs: checkouts per second of the server against the same purchase written
// naively (naive-shop.ts), both over HTTP on the same embedded database. A purchase is four calls:
// into the cart, start, pay, complete. Rounds take turns; the ratio is the median of the rounds'.
// Where writes wait for the disk, many small ones are slower than few transactions; `no-fsync` shows
// what the rest costs. pnpm --filter @trastienda/bench checkout [ROUNDS] [BUYERS AT ONCE] [no-fsync]
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  ADDRESS,
  buyOurs,
  createProducts,
  databaseIn,
  dropWebhooks,
  EMAIL,
  measure,
  PRODUCTS,
  post,
  took,
} from './buying.ts';
import { median } from './compare.ts';
import { startServer } from './start-server.ts';

const [, , roundsText = '9', atOnceText = '8', disk] = process.argv;
const rounds = Number(roundsText);
const atOnce = Number(atOnceText);

async function buyNaively(url: string, sku: string): Promise<void> {
  const guest = randomUUID();
  await post('naive cart', `${url}/cart`, { guest, sku, quantity: 1 });
  const start = { guest, email: EMAIL, address: ADDRESS };
  const { _id: checkoutId } = await post('naive checkout', `${url}/checkout`, start);
  await post('naive pay', `${url}/pay`, { checkoutId });
  await post('naive complete', `${url}/complete`, { checkoutId });
}

async function startNaive(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const uri = await databaseIn(dataDir, 'naive');
  const program = fileURLToPath(new URL('naive-shop.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, uri, String(PRODUCTS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /listening on (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    const stop = async () => {
      child.kill('SIGTERM');
      await exited;
    };
    return { url, stop };
  }
  throw new Error('The naive shop did not start.');
}

const server = await startServer({ fsync: disk !== 'no-fsync' });
await createProducts(server);
// The naive shop takes no webhooks: ours is to get none either.
await dropWebhooks(server.dataDir);
const naive = await startNaive(server.dataDir);

const ours = () => measure((sku) => buyOurs(server.url, sku), atOnce);
const theirs = () => measure((sku) => buyNaively(naive.url, sku), atOnce);
const figures: { ours: number; naive: number }[] = [];
for (let round = -2; round < rounds; round += 1) {
  const isOursFirst = round % 2 === 0;
  const first = await (isOursFirst ? ours : theirs)();
  const second = await (isOursFirst ? theirs : ours)();
  if (round < 0) took.clear();
  else figures.push(isOursFirst ? { ours: first, naive: second } : { ours: second, naive: first });
}

const ratio = median(figures.map((figure) => figure.ours / figure.naive));
console.log(
  `checkouts per second, ${atOnce} buyers at a time: ${ratio.toFixed(2)} of the naive ` +
    `(${median(figures.map((figure) => figure.ours)).toFixed(0)} against ` +
    `${median(figures.map((figure) => figure.naive)).toFixed(0)})`,
);
for (const [step, milliseconds] of [...took].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`  ${step.padEnd(24)} ${median(milliseconds).toFixed(1)} ms`);
}
await naive.stop();
await server.stop();

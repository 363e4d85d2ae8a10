// What the dearest requests cost that a visitor can send: CPU time of the server for each of the
// attacks that the tests know (apps/api/src/testing/hostile-requests.ts), as a multiple of an ordinary
// call, catalog.list with a page of 24 products. The goal is 10 at most. Linux only.
import { HOSTILE_REQUESTS } from '../apps/api/src/testing/hostile-requests.ts';
import { measureCpu, type Workload } from './cpu-time.ts';
import { startServer } from './start-server.ts';

const ROUNDS = Number(process.argv[2] ?? 7);
const TIMES = 12;
const PRODUCTS = 100;
const ORDINARY = 'an ordinary call';

const server = await startServer({ fsync: false });
const { url, pid, staffToken } = server;

const rows = Array.from({ length: PRODUCTS }, (_, i) => `p-${i},Product ${i},S-${i},1`).join('\n');
const form = new FormData();
form.append('file', new Blob([`Handle,Title,Variant SKU,Variant Price\n${rows}\n`]), 'a.csv');
await fetch(`${url}/trpc/admin.products.import`, {
  method: 'POST',
  body: form,
  headers: { authorization: `Bearer ${staffToken}` },
});

const workloads: Workload[] = [
  {
    name: ORDINARY,
    times: 2 * TIMES,
    send: async () => (await fetch(`${url}/trpc/catalog.list`)).text(),
  },
];
for (const { name, path, status, ...init } of HOSTILE_REQUESTS) {
  const send = async () => {
    const answer = await fetch(url + path, { ...init, body: init.body ?? null });
    if (answer.status !== status) throw new Error(`${name}: ${answer.status}`);
    await answer.text();
  };
  workloads.push({ name, times: TIMES, send });
}
workloads.push({
  name: 'a forged webhook of 512 KiB',
  times: TIMES,
  async send() {
    const body = 'x'.repeat(512 * 1024);
    const headers = {
      'trastienda-test-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
    };
    await (await fetch(`${url}/webhooks/test`, { method: 'POST', body, headers })).text();
  },
});

const figures = await measureCpu(pid, workloads, { rounds: ROUNDS });
const ordinary = figures.get(ORDINARY)?.server ?? Number.NaN;
const ratios = [...figures]
  .map(([name, { server: ms }]) => ({ name, ms, ratio: ms / ordinary }))
  .sort((a, b) => b.ratio - a.ratio);
for (const { name, ms, ratio } of ratios) {
  console.log(`${name}: ${ratio.toFixed(1)} (${ms.toFixed(2)} ms)`);
}
await server.stop();

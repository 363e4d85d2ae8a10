// Memory of idle streams: opens subscriptions against the built server, each from an address of its
// caller, and prints by how much the resident memory of the server has grown for each.
//
// pnpm --filter @trastienda/bench streams [number of streams]
import { execFileSync } from 'node:child_process';
import { get, type IncomingMessage } from 'node:http';
import { startServer } from './start-server.ts';

const COUNT = Number(process.argv[2] ?? 2000);
const AT_ONCE = 50;

const server = await startServer({ fsync: false });

const residentKib = () =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' }));

/** Opens a stream, and resolves when its first value has arrived. */
const open = (path: string, index: number) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const address = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
    const headers = { accept: 'text/event-stream', 'x-forwarded-for': address };
    const request = get(`${server.url}/trpc/${path}`, { headers }, (response) => {
      if (response.statusCode !== 200)
        reject(new Error(`The server answered ${response.statusCode}.`));
      let text = '';
      response.on('error', () => {});
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (/^data: \{"(?:query|stock)"/m.test(text)) {
          text = '';
          resolve(response);
        }
      });
    });
    request.on('error', reject);
  });

async function measure(name: string, path: string, count: number): Promise<IncomingMessage[]> {
  const before = residentKib();
  const opened: IncomingMessage[] = [];
  while (opened.length < count) {
    const part = Array.from({ length: Math.min(AT_ONCE, count - opened.length) });
    opened.push(...(await Promise.all(part.map((_, index) => open(path, opened.length + index)))));
  }
  const grown = residentKib() - before;
  const perStream = (grown / count).toFixed(1);
  console.log(
    `${count} streams of ${name}: ${perStream} KiB each (${Math.round(grown / 1024)} MiB)`,
  );
  return opened;
}

const encode = (input: unknown) => encodeURIComponent(JSON.stringify(input));
const STREAMS = {
  'a live query': `live.watch?input=${encode({ queries: [{ path: 'shop.settings' }] })}`,
  'availability of a SKU': `catalog.watchStock?input=${encode({ skus: ['NO-SUCH-SKU'] })}`,
};

for (const [name, path] of Object.entries(STREAMS)) {
  // What the first streams load is not theirs.
  const first = await measure(`${name}, to warm up`, path, 100);
  for (const stream of first) stream.destroy();
  const streams = await measure(name, path, COUNT);
  for (const stream of streams) stream.destroy();
}
await server.stop();

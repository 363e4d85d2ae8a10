// Whether sign-ins delay other callers: the time of /healthz during 50 sign-ins with the real
// argon2id parameters, against its time on an idle server, and during 50 other changes
// (account.update, a transaction too, which hashes nothing). The second ratio separates the effect
// of hashing from that of any burst of calls. Rounds take turns and each yields a ratio; the calls
// come from a separate process, so that only the server can be late.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './compare.ts';
import { createAccount, mutate, PASSWORD, startServer } from './start-server.ts';

const AT_ONCE = 50;
const ROUNDS = 10;
const PAUSE_MS = 5;

type Burst = 'sign-ins' | 'updates';

const people = Array.from({ length: AT_ONCE }, (_, i) => ({
  email: `bench-${i}@shop.example`,
  address: `192.0.2.${i}`,
}));
const [, , loadedUrl] = process.argv;
if (loadedUrl === undefined) await measure();
else load(loadedUrl);

/** Sends a burst of calls on request. */
function load(url: string): void {
  const tokens = new Map<string, string>();
  const signIn = async ({ email, address }: (typeof people)[number]) => {
    const { token } = await mutate(url, 'auth.signIn', { email, password: PASSWORD }, address);
    tokens.set(email, String(token));
  };
  const update = async ({ email, address }: (typeof people)[number]) => {
    const input = { name: `Bench ${Math.random()}` };
    await mutate(url, 'account.update', input, address, tokens.get(email));
  };
  process.on('message', async (burst: Burst) => {
    await Promise.all(people.map(burst === 'sign-ins' ? signIn : update));
    process.send?.('done');
  });
}

function percentile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

async function measure(): Promise<void> {
  const server = await startServer();
  for (const { email, address } of people) await createAccount(server, email, address);
  const loader = fork(fileURLToPath(import.meta.url), [server.url]);

  const probe = async (): Promise<number> => {
    const startedAt = performance.now();
    await (await fetch(`${server.url}/healthz`)).text();
    const tookMs = performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return tookMs;
  };
  const probeDuring = async (burst: Burst): Promise<number[]> => {
    let isDone = false;
    const finished = once(loader, 'message').finally(() => {
      isDone = true;
    });
    loader.send(burst);
    const figures: number[] = [];
    while (!isDone) figures.push(await probe());
    await finished;
    return figures;
  };

  const rounds: Record<Burst | 'none', number[]>[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const signIns = await probeDuring('sign-ins');
    const updates: number[] = [];
    while (updates.length < signIns.length) updates.push(...(await probeDuring('updates')));
    const none: number[] = [];
    while (none.length < signIns.length) none.push(await probe());
    if (round >= 0) rounds.push({ 'sign-ins': signIns, updates, none });
  }

  for (const against of ['none', 'updates'] as const) {
    for (const part of [0.5, 0.95]) {
      const figures = (what: keyof (typeof rounds)[number]) =>
        rounds.map((round) => percentile(round[what], part));
      const theirs = figures(against);
      const ours = figures('sign-ins');
      const ratio = median(ours.map((ms, index) => ms / (theirs[index] ?? Number.NaN)));
      console.log(
        `/healthz p${part * 100}, during ${AT_ONCE} sign-ins / ${against}: ${ratio.toFixed(2)} ` +
          `(${median(ours).toFixed(2)} ms against ${median(theirs).toFixed(2)} ms)`,
      );
    }
  }
  loader.kill();
  await server.stop();
}

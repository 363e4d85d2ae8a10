import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { type Client, createClient } from '@trastienda/shop-client';
import { ERRORS } from '@trastienda/shop-contract';
import {
  builtProgram,
  limitTransactions,
  type Random,
  type RunningProgram,
  runNode,
  stopEmbedded,
} from '@trastienda/testing';

const SERVER = new URL('../../../apps/api/dist/main.js', import.meta.url);
const WITNESS = fileURLToPath(new URL('events/witness-program.ts', import.meta.url));

export interface ShopOptions {
  /** Number of server processes on the database. */
  readonly processes: number;
  readonly random: Random;
  /** Called for every call of buyers and staff. */
  readonly onCall?: () => void;
}

/** A shop as it runs behind a load balancer: several server processes, one database process. */
export interface ShopUnderTest {
  /** Of the database, for looking behind the scenes. */
  readonly mongoUri: string;
  readonly staff: Client;
  /** A guest whose calls go to any process. */
  guest(): Client;
  /** Kills a process like the kernel when memory runs out, and restarts it. */
  crash(index: number): Promise<void>;
  /** Starts a process with a consumer of all events. */
  startWitness(): Promise<void>;
  /** Kills that process and restarts it. */
  crashWitness(): Promise<void>;
  /** Performs a sandbox action, as its page does: see docs/PAYMENTS.md. */
  drive(action: Readonly<Record<string, unknown>>): Promise<void>;
  /** Errors in the logs of the processes. */
  faults(): string[];
  stop(): Promise<void>;
}

interface Slot {
  program: RunningProgram;
  url: string | null;
}

/** How long open transactions of killed processes block others. */
const TRANSACTION_SECONDS = 5;

/** Faults of deferred work, which killing processes may cause. */
const TEMPORARY = Object.values({ ...ERRORS })
  .filter(({ retryable }) => retryable)
  .map(({ message }) => JSON.stringify(message));

/** Lines of a log about what must not happen, whatever happens to other processes. */
function errorsOf(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => /"level":"(?:error|fatal)"/.test(line))
    .filter((line) => !TEMPORARY.some((message) => line.includes(message)));
}

/** Starts a shop from the build output; `stop` stops all of it. */
export async function startShop(options: ShopOptions): Promise<ShopUnderTest> {
  const { processes, random, onCall = () => {} } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-storm-'));
  const token = randomBytes(16).toString('hex');
  // A process that dies takes nothing with it that was written: only a power cut would.
  const { uri } = await openEmbeddedMongo({ dir: join(dataDir, 'mongo'), fsync: false });
  const mongoUri = new URL(uri);
  mongoUri.pathname = '/trastienda';
  await limitTransactions(uri, TRANSACTION_SECONDS);

  const run = () =>
    runNode(builtProgram(SERVER), [], {
      PORT: '0',
      TRASTIENDA_LOG_FORMAT: 'json',
      TRASTIENDA_DATA_DIR: dataDir,
      TRASTIENDA_DEMO: 'off',
      TRASTIENDA_RATE_LIMIT: '0',
      // All buyers come from one address.
      TRASTIENDA_ADDRESS_MAX_RESERVED_UNITS: '0',
      TRASTIENDA_ADDRESS_MAX_CHECKOUTS: '0',
      TRASTIENDA_STAFF_TOKEN_SHA256: createHash('sha256').update(token).digest('hex'),
    });
  const listening = async (program: RunningProgram) =>
    (await program.waitFor(/"url":"([^"]+)"/))[1] ?? '';

  const slots: Slot[] = [];
  const errors: string[] = [];
  // One after another: the first makes the indexes.
  for (let index = 0; index < processes; index += 1) {
    const program = run();
    slots.push({ program, url: null });
    const url = await listening(program);
    slots.splice(index, 1, { program, url });
  }

  let witness: RunningProgram | null = null;
  async function startWitness(): Promise<void> {
    // With the builds of other packages, which start in less time.
    witness = runNode('--import', ['tsx', WITNESS, mongoUri.toString()], {});
    await witness.waitFor(/witnessing/);
  }

  async function kill(program: RunningProgram): Promise<void> {
    program.child.kill('SIGKILL');
    await program.ended;
    errors.push(...errorsOf(program.output()));
  }

  /** A load balancer that knows which processes are up, but not which are about to die. */
  const balance = (path: string, init: RequestInit) => {
    const urls = slots.flatMap(({ url }) => (url === null ? [] : [url]));
    const url = urls[Math.floor(random() * urls.length)];
    onCall();
    if (url === undefined) return Promise.reject(new TypeError('No process is up.'));
    return fetch(path.replace('http://balancer', url), init);
  };
  const client = (headers: Readonly<Record<string, string>>) =>
    createClient({ url: 'http://balancer', headers, fetch: balance, batch: false });

  return {
    mongoUri: mongoUri.toString(),
    staff: client({ authorization: `Bearer ${token}` }),
    guest: () => client({ 'trastienda-guest': `tg_${randomBytes(32).toString('base64url')}` }),
    async crash(index) {
      const slot = slots[index];
      if (slot === undefined) throw new RangeError(`There is no process ${index}.`);
      slot.url = null;
      await kill(slot.program);
      slot.program = run();
      slot.url = await listening(slot.program);
    },
    startWitness,
    async crashWitness() {
      if (witness !== null) await kill(witness);
      await startWitness();
    },
    async drive(action) {
      const slot = slots.find(({ url }) => url !== null);
      if (slot === undefined) throw new Error('No process is up.');
      const [, page = ''] = await slot.program.waitFor(/Payments:\s+(http\S+)/);
      const response = await fetch(page, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
      });
      if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`);
    },
    faults: () => [
      ...errors,
      ...slots.flatMap(({ program }) => errorsOf(program.output())),
      ...errorsOf(witness?.output() ?? ''),
    ],
    async stop() {
      for (const { program } of slots) await kill(program);
      if (witness !== null) await kill(witness);
      await stopEmbedded(join(dataDir, 'mongo'));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

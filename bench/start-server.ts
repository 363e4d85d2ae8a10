import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { builtProgram, waitForLinkToken } from '@trastienda/testing';

export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  /** The token of the environment. */
  readonly staffToken: string;
  readonly dataDir: string;
  /** The files of its emails. */
  readonly outboxDir: string;
  stop(): Promise<void>;
}

const STAFF_TOKEN = randomBytes(32).toString('hex');

/**
 * Starts the built server as an operator does, in a separate process, with an empty embedded
 * database and without rate limits. It trusts proxies of this machine, so that callers can use many
 * addresses. Without `fsync`, writes are not flushed to disk. A server that joins another one shares its
 * database, and is stopped before it. `root` is another checkout.
 */
export async function startServer({
  fsync = true,
  joins,
  root = new URL('../', import.meta.url),
}: {
  readonly fsync?: boolean;
  readonly joins?: Pick<BenchServer, 'dataDir'>;
  readonly root?: URL;
} = {}): Promise<BenchServer> {
  const dataDir = joins?.dataDir ?? (await mkdtemp(join(tmpdir(), 'trastienda-bench-')));
  if (!fsync && joins === undefined)
    await openEmbeddedMongo({ dir: join(dataDir, 'mongo'), fsync });
  const main = builtProgram(new URL('apps/api/dist/main.js', root));
  const child = spawn(process.execPath, [main], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      TRASTIENDA_DATA_DIR: dataDir,
      TRASTIENDA_DEMO: 'off',
      TRASTIENDA_LOG_FORMAT: 'json',
      TRASTIENDA_TRUSTED_PROXIES: 'loopback',
      TRASTIENDA_RATE_LIMIT: '0',
      TRASTIENDA_STAFF_TOKEN_SHA256: createHash('sha256').update(STAFF_TOKEN).digest('hex'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  // Also when the bench fails.
  process.on('exit', () => child.kill('SIGTERM'));
  const { pid } = child;
  if (pid === undefined) throw new Error('The server did not start.');
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [, found] = /"url":"([^"]+)"/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error('The server did not start.')));
  });
  // It answers before its database does.
  while (!(await fetch(`${url}/readyz`)).ok) await new Promise((done) => setTimeout(done, 50));
  return {
    ...{ url, pid, staffToken: STAFF_TOKEN },
    dataDir,
    outboxDir: join(dataDir, 'outbox'),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      if (joins !== undefined) return;
      // The embedded database ends by itself and is done with the directory soon after.
      await new Promise((resolve) => setTimeout(resolve, 4000));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Calls a mutation from an address, as a visitor or by a token; gives its result. */
export async function mutate(
  url: string,
  path: string,
  input: unknown,
  address: string,
  token?: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/json',
      'trastienda-session': 'token',
      'x-forwarded-for': address,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  });
  const answer = (await response.json()) as { result?: { data: Record<string, unknown> } };
  if (answer.result === undefined) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer.result.data;
}

export const PASSWORD = 'pelican granite orbit mauve 7';

/** Makes an account. */
export async function createAccount(
  server: BenchServer,
  email: string,
  address: string,
): Promise<void> {
  const { url } = server;
  await mutate(url, 'auth.signUp', { email, password: PASSWORD, name: 'Bench' }, address);
  const token = await waitForLinkToken(server.outboxDir, email);
  await mutate(url, 'auth.verifyEmail', { token, password: PASSWORD }, address);
}

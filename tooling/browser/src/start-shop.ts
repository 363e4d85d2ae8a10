import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@trastienda/shop-client';
import {
  builtProgram,
  endChild,
  type RunningProgram,
  runNode,
  stopEmbedded,
  waitForLinkToken,
} from '@trastienda/testing';

const MAIN = new URL('../../../apps/api/dist/main.js', import.meta.url);

export interface Person {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** The built server with its pages and the demo catalog, on a new database. */
export interface TestShop {
  readonly url: string;
  /** Calls with the staff token, which may do everything. */
  readonly staff: Client;
  /** Folder of the emails that were sent. */
  readonly outbox: string;
  readonly program: RunningProgram;
  /** Creates an account whose address is verified; a customer without a role. */
  createAccount(role?: 'staff' | 'manager' | 'owner'): Promise<Person>;
  stop(): Promise<void>;
}

/** Gives an account a role. */
async function setRole(staff: Client, email: string, role: 'staff' | 'manager' | 'owner') {
  const { items } = await staff.admin.accounts.list.query({ email });
  const [account] = items;
  if (account === undefined) throw new Error(`There is no account of ${email}.`);
  await staff.admin.accounts.setRole.mutate({ id: account.id, role });
}

/** Starts the built server as `npm start` does, in a new data directory and without rate limits. */
export async function startShop(env: Readonly<Record<string, string>> = {}): Promise<TestShop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-browser-'));
  const outbox = join(dataDir, 'outbox');
  const token = randomBytes(16).toString('hex');
  const program = runNode(builtProgram(MAIN), [], {
    PORT: '0',
    TRASTIENDA_LOG_FORMAT: 'json',
    TRASTIENDA_DATA_DIR: dataDir,
    TRASTIENDA_RATE_LIMIT: '0',
    TRASTIENDA_STAFF_TOKEN_SHA256: createHash('sha256').update(token).digest('hex'),
    ...env,
  });
  const stop = async () => {
    await endChild(program.child);
    await stopEmbedded(join(dataDir, 'mongo'));
    await rm(dataDir, { recursive: true, force: true });
  };
  const [, url = ''] = await program.waitFor(/"url":"([^"]+)"/).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const staff = createClient({ url, token });
  let people = 0;
  return {
    ...{ url, staff, outbox, program, stop },
    async createAccount(role) {
      people += 1;
      const person = {
        email: `person-${people}@example.com`,
        name: `Person ${people}`,
        password: 'pelican granite orbit mauve 7',
      };
      const client = createClient({ url });
      await client.auth.signUp.mutate(person);
      const link = await waitForLinkToken(outbox, person.email);
      await client.auth.verifyEmail.mutate({ token: link, password: person.password });
      if (role !== undefined) await setRole(staff, person.email, role);
      return person;
    },
  };
}

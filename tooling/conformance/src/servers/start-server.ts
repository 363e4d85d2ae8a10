import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  builtProgram,
  endChild,
  type RunningProgram,
  runCommand,
  stopEmbedded,
} from '@trastienda/testing';
import type { Settings } from '../settings.ts';

/** The built servers, one for each runtime. */
const BUILD = new URL('../../../../apps/api/dist/', import.meta.url);

/** How a server is started. */
export interface Launch {
  /** Runs the program, whose path is its last argument: `['bun']`. */
  readonly command: readonly string[];
  readonly program: 'main.js' | 'main-bun.js' | 'main-deno.js';
}

export const NODE: Launch = { command: [process.execPath], program: 'main.js' };

const ORIGIN = 'http://localhost:3000';
const CORS_ORIGIN = 'https://pages.example';

/** A server on a new database. */
export interface ServerUnderTest {
  readonly settings: Settings;
  readonly program: RunningProgram;
  /** Ends it as an operator does, and removes its data; resolves with the exit code. */
  stop(): Promise<number | string>;
  /** Kills it if it still runs, and removes its data. */
  kill(): Promise<void>;
}

/** Starts a server in a new data directory. */
export async function startServer(
  { command, program }: Launch,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-conformance-'));
  const staffToken = randomBytes(16).toString('hex');
  const running = runCommand([...command, builtProgram(new URL(program, BUILD))], {
    PORT: '0',
    TRASTIENDA_LOG_FORMAT: 'json',
    TRASTIENDA_DATA_DIR: dataDir,
    TRASTIENDA_DEMO: 'off',
    // The suite is about the API; pages differ by their nonces.
    TRASTIENDA_STOREFRONT: 'off',
    TRASTIENDA_BACK_OFFICE: 'off',
    TRASTIENDA_PUBLIC_URL: ORIGIN,
    TRASTIENDA_CORS_ORIGINS: CORS_ORIGIN,
    TRASTIENDA_STAFF_TOKEN_SHA256: createHash('sha256').update(staffToken).digest('hex'),
    ...env,
  });
  const removeData = async () => {
    await stopEmbedded(join(dataDir, 'mongo'));
    await rm(dataDir, { recursive: true, force: true });
  };
  const kill = async () => {
    await endChild(running.child);
    await removeData();
  };
  try {
    const [, url = ''] = await running.waitFor(/"url":"([^"]+)"/);
    return {
      settings: {
        url,
        staffToken,
        origin: ORIGIN,
        corsOrigin: CORS_ORIGIN,
        outboxDir: join(dataDir, 'outbox'),
      },
      program: running,
      async stop() {
        running.child.kill('SIGTERM');
        const code = await running.ended;
        await removeData();
        return code;
      },
      kill,
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

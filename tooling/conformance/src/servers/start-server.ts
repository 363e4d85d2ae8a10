import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram, endChild, runCommand, stopEmbedded } from '@trastienda/testing';
import type { Settings } from '../settings.ts';

/** The built servers, one for each runtime. */
const BUILD = new URL('../../../../apps/api/dist/', import.meta.url);

/** A program of the build output. */
export type ServerProgram = 'main.js' | 'main-bun.js' | 'main-deno.js';

const ORIGIN = 'http://localhost:3000';
const CORS_ORIGIN = 'https://pages.example';

/** A server on a new database. */
export interface ServerUnderTest {
  readonly settings: Settings;
  /** Ends it as an operator does, and removes its data; resolves with the exit code. */
  stop(): Promise<number | string>;
}

/**
 * Starts a server in a new data directory.
 *
 * @param command Runs the program, whose path is its last argument: `['bun']`.
 */
export async function startServer(
  command: readonly string[],
  program: ServerProgram,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trastienda-conformance-'));
  const staffToken = randomBytes(16).toString('hex');
  const running = runCommand([...command, builtProgram(new URL(program, BUILD))], {
    PORT: '0',
    TRASTIENDA_LOG_FORMAT: 'json',
    TRASTIENDA_DATA_DIR: dataDir,
    TRASTIENDA_DEMO: 'off',
    TRASTIENDA_PUBLIC_URL: ORIGIN,
    TRASTIENDA_CORS_ORIGINS: CORS_ORIGIN,
    TRASTIENDA_STAFF_TOKEN_SHA256: createHash('sha256').update(staffToken).digest('hex'),
    ...env,
  });
  const removeData = async () => {
    await stopEmbedded(join(dataDir, 'mongo'));
    await rm(dataDir, { recursive: true, force: true });
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
      async stop() {
        running.child.kill('SIGTERM');
        const code = await running.ended;
        await removeData();
        return code;
      },
    };
  } catch (error) {
    await endChild(running.child);
    await removeData();
    throw error;
  }
}

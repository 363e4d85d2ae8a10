import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cannotWrite } from '../storage/directory-error.ts';
import { findHolder } from './directory-lock.ts';
import { makeDirectory } from './make-directory.ts';

/** How a shared database runs. */
export interface OpenEmbeddedMongoOptions {
  /** The data directory, made when it does not exist. One server runs per directory. */
  readonly dir: string;
  /** How long the server stays after its last connection has closed; default 10. */
  readonly idleExitSeconds?: number;
  /** False leaves it to the operating system when bytes reach the disk; default true. */
  readonly fsync?: boolean;
  /** How long to wait for the server to answer; default 20. */
  readonly startTimeoutSeconds?: number;
}

/** A database in a process of its own, shared by all who open the same directory. */
export interface OpenedEmbeddedMongo {
  readonly uri: string;
  /** Whether this call has started the server, or found it running. */
  readonly isStarted: boolean;
}

/** Where the server's own output goes, inside the data directory. */
const LOG_FILE = 'server.log';

const DEFAULT_IDLE_SECONDS = 10;
const DEFAULT_START_SECONDS = 20;
const POLL_MS = 25;
const PROBE_MS = 1000;
const LOG_TAIL = 2000;

/** The built command of this package, whether this file runs from source or built. */
function cliPath(): string {
  const isSource = import.meta.url.endsWith('.ts');
  const path = fileURLToPath(
    new URL(isSource ? '../../dist/cli.js' : '../cli.js', import.meta.url),
  );
  if (!existsSync(path)) {
    throw new Error(`${path} does not exist: build @trastienda/embedded-mongo first`);
  }
  return path;
}

/** Whether something accepts connections there. Being asked also puts off an idle server's exit. */
function isListening(uri: string): Promise<boolean> {
  const { hostname, port } = new URL(uri);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: PROBE_MS });
    const end = (isOpen: boolean): void => {
      socket.destroy();
      done(isOpen);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

async function runningUri(dir: string): Promise<string | undefined> {
  const holder = await findHolder(dir);
  if (!holder?.uri) return undefined;
  return (await isListening(holder.uri)) ? holder.uri : undefined;
}

interface Child {
  /** The exit code, once the process has ended. */
  exitCode: number | null | undefined;
}

function openLog(dir: string): number {
  try {
    return openSync(join(dir, LOG_FILE), 'a');
  } catch (error) {
    throw cannotWrite(dir, error);
  }
}

function startChild(dir: string, options: OpenEmbeddedMongoOptions): Child {
  const log = openLog(dir);
  try {
    const child = spawn(
      process.execPath,
      [
        cliPath(),
        '--dir',
        dir,
        '--idle-exit-seconds',
        String(options.idleExitSeconds ?? DEFAULT_IDLE_SECONDS),
        ...(options.fsync === false ? ['--no-fsync'] : []),
      ],
      { detached: true, stdio: ['ignore', log, log] },
    );
    const state: Child = { exitCode: undefined };
    child.once('exit', (code) => {
      state.exitCode = code;
    });
    child.once('error', () => {
      state.exitCode = null;
    });
    child.unref();
    return state;
  } finally {
    closeSync(log);
  }
}

async function logTail(dir: string): Promise<string> {
  try {
    return (await readFile(join(dir, LOG_FILE), 'utf8')).slice(-LOG_TAIL);
  } catch {
    return '';
  }
}

/**
 * Opens the database of a directory for development: finds the server that runs there, or starts
 * one in a detached process. The server ends by itself some time after its last connection has
 * closed. Several callers at once end up with the same server.
 */
export async function openEmbeddedMongo(
  options: OpenEmbeddedMongoOptions,
): Promise<OpenedEmbeddedMongo> {
  const dir = resolve(options.dir);
  await makeDirectory(dir);
  const running = await runningUri(dir);
  if (running) return { uri: running, isStarted: false };
  const patience = (options.startTimeoutSeconds ?? DEFAULT_START_SECONDS) * 1000;
  const deadline = Date.now() + patience;
  let child = startChild(dir, options);
  while (Date.now() < deadline) {
    const uri = await runningUri(dir);
    if (uri) return { uri, isStarted: child.exitCode === undefined };
    // The child gives up when another holds the directory. When that one goes too, or was about
    // to exit when we came, it is our turn again.
    if (child.exitCode !== undefined) {
      if (child.exitCode !== EXIT_DIRECTORY_IN_USE) break;
      if (!(await findHolder(dir))) child = startChild(dir, options);
    }
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
  const isLate = child.exitCode === undefined || child.exitCode === EXIT_DIRECTORY_IN_USE;
  const what = isLate ? `did not start within ${patience / 1000} s` : 'could not start';
  throw new Error(`The embedded database in ${dir} ${what}.\n${await logTail(dir)}`);
}

/** The exit code of a server that found its directory in use. */
export const EXIT_DIRECTORY_IN_USE = 3;

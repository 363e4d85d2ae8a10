import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'bson';
import { cannotWrite, DataDirectoryError } from '../storage/directory-error.ts';
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
  /** How long to wait for the server to answer; default 60, as a busy machine may need. */
  readonly startTimeoutSeconds?: number;
  /** True where there was a database: an empty directory is then an error. */
  readonly mustExist?: boolean;
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
const DEFAULT_START_SECONDS = 60;
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

const OP_MSG = 2013;
const HEADER_BYTES = 16;

/** A ping as a whole message: header, no flags, one section with the command. */
function pingMessage(): Buffer {
  const body = Buffer.concat([Buffer.alloc(5), serialize({ ping: 1, $db: 'admin' })]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + body.length, 0);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, body]);
}

/**
 * Whether a database answers there. To accept a connection is not enough: the system does that for a
 * process that is about to be gone. Being asked also puts off an idle server's exit.
 */
function isAnswering(uri: string): Promise<boolean> {
  const { hostname, port } = new URL(uri);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: PROBE_MS });
    const end = (isThere: boolean): void => {
      socket.destroy();
      done(isThere);
    };
    socket.once('connect', () => socket.write(pingMessage()));
    socket.once('data', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

async function runningUri(dir: string): Promise<string | undefined> {
  const holder = await findHolder(dir);
  if (!holder?.uri) return undefined;
  return (await isAnswering(holder.uri)) ? holder.uri : undefined;
}

interface Child {
  /** Where in the log its own output begins. */
  readonly logStart: number;
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
        ...(options.mustExist ? ['--must-exist'] : []),
      ],
      { detached: true, stdio: ['ignore', log, log] },
    );
    const state: Child = { logStart: fstatSync(log).size, exitCode: undefined };
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

/** The end of what was logged since `start`. */
async function logTail(dir: string, start: number): Promise<string> {
  try {
    const log = await readFile(join(dir, LOG_FILE));
    return log
      .subarray(Math.max(start, log.length - LOG_TAIL))
      .toString()
      .trim();
  } catch {
    return '';
  }
}

/**
 * Opens the database of a directory for development: finds the server that runs there, or starts
 * one in a detached process. The server ends by itself some time after its last connection has
 * closed. Several callers at once end up with the same server. Throws {@link DataDirectoryError} when
 * the directory cannot be used.
 */
export async function openEmbeddedMongo(
  options: OpenEmbeddedMongoOptions,
): Promise<OpenedEmbeddedMongo> {
  return openUntil(options, undefined);
}

/** As {@link openEmbeddedMongo}; stops waiting when the signal is aborted. */
export async function openUntil(
  options: OpenEmbeddedMongoOptions,
  signal: AbortSignal | undefined,
): Promise<OpenedEmbeddedMongo> {
  const dir = resolve(options.dir);
  await makeDirectory(dir);
  const running = await runningUri(dir);
  if (running) return { uri: running, isStarted: false };
  const patience = (options.startTimeoutSeconds ?? DEFAULT_START_SECONDS) * 1000;
  const deadline = Date.now() + patience;
  let child = startChild(dir, options);
  while (Date.now() < deadline && !signal?.aborted) {
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
  const said = await logTail(dir, child.logStart);
  if (child.exitCode === EXIT_DIRECTORY_UNFIT && said !== '') throw new DataDirectoryError(said);
  const isLate = child.exitCode === undefined || child.exitCode === EXIT_DIRECTORY_IN_USE;
  const what = isLate ? `did not start within ${patience / 1000} s` : 'could not start';
  throw new Error(`The embedded database in ${dir} ${what}.\n${said}`);
}

/** The exit code of a server that found its directory in use, and of one that cannot use it. */
export const EXIT_DIRECTORY_IN_USE = 3;
export const EXIT_DIRECTORY_UNFIT = 4;

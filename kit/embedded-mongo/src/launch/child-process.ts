import { spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'bson';
import { cannotWrite, DataDirectoryError } from '../storage/directory-error.ts';
import { findHolder } from './directory-lock.ts';
import { ensureDirectory } from './ensure-directory.ts';

/** Options of {@link openEmbeddedMongo}. */
export interface OpenEmbeddedMongoOptions {
  /** Data directory, created when it does not exist. One server runs per directory. */
  readonly dir: string;
  /** Seconds the server stays up after its last connection has closed. Default: 10. */
  readonly idleExitSeconds?: number;
  /** False acknowledges writes before they are flushed to disk. Default: true. */
  readonly fsync?: boolean;
  /**
   * Seconds to wait for the server to answer. Default: 60, since a busy machine may need that long.
   */
  readonly startTimeoutSeconds?: number;
  /** Fails when the directory is empty, instead of creating a database there. */
  readonly mustExist?: boolean;
}

/** A database in a separate process, shared by all callers that open the same directory. */
export interface OpenedEmbeddedMongo {
  readonly uri: string;
  /** True when this call started the server; false when it was already running. */
  readonly isStarted: boolean;
}

/** File inside the data directory that receives the server's output. */
const LOG_FILE = 'server.log';

const DEFAULT_IDLE_SECONDS = 10;
const DEFAULT_START_SECONDS = 60;
const POLL_MS = 25;
const PROBE_MS = 1000;
const LOG_TAIL = 2000;

/** Path of this package's built command, also when this file runs from source. */
function cliPath(): string {
  const isSource = import.meta.url.endsWith('.ts');
  const path = fileURLToPath(new URL(isSource ? '../../dist/cli.js' : './cli.js', import.meta.url));
  if (!existsSync(path)) {
    throw new Error(`${path} does not exist: build @trastienda/embedded-mongo first`);
  }
  return path;
}

const OP_MSG = 2013;
const HEADER_BYTES = 16;

/** Builds a complete `ping` message: header, flags, one body section. */
function pingMessage(): Buffer {
  const body = Buffer.concat([Buffer.alloc(5), serialize({ ping: 1, $db: 'admin' })]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + body.length, 0);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, body]);
}

/**
 * Returns true when a database answers a ping at `uri`. Accepting a connection proves nothing: the
 * operating system accepts for a process that is about to exit. The ping also delays an idle
 * server's exit.
 */
function respondsToPing(uri: string): Promise<boolean> {
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
  return (await respondsToPing(holder.uri)) ? holder.uri : undefined;
}

interface Child {
  /** Offset in the log file at which this child's output begins. */
  readonly logStart: number;
  /** Exit code, once the process has exited. */
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
    // Before the child writes: on a busy machine it may end before this process goes on.
    const logStart = fstatSync(log).size;
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
    const state: Child = { logStart, exitCode: undefined };
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

/** Returns the end of the log written since offset `start`. */
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
 * Opens the database of a directory: connects to the running server or starts one in a detached
 * process. The server exits some time after its last connection has closed. Concurrent callers
 * share one server.
 *
 * @throws {DataDirectoryError} when the directory cannot be used.
 */
export async function openEmbeddedMongo(
  options: OpenEmbeddedMongoOptions,
): Promise<OpenedEmbeddedMongo> {
  return openWithSignal(options, undefined);
}

/** Works like {@link openEmbeddedMongo}, but stops waiting when the signal is aborted. */
export async function openWithSignal(
  options: OpenEmbeddedMongoOptions,
  signal: AbortSignal | undefined,
): Promise<OpenedEmbeddedMongo> {
  const dir = resolve(options.dir);
  await ensureDirectory(dir);
  const running = await runningUri(dir);
  if (running) return { uri: running, isStarted: false };
  const timeoutMs = (options.startTimeoutSeconds ?? DEFAULT_START_SECONDS) * 1000;
  const deadline = Date.now() + timeoutMs;
  let child = startChild(dir, options);
  while (Date.now() < deadline && !signal?.aborted) {
    const uri = await runningUri(dir);
    if (uri) return { uri, isStarted: child.exitCode === undefined };
    // The child exits when another process holds the directory. If that process exits too, or was
    // already exiting, start another child.
    if (child.exitCode !== undefined) {
      if (child.exitCode !== EXIT_DIRECTORY_IN_USE) break;
      if (!(await findHolder(dir))) child = startChild(dir, options);
    }
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
  const output = await logTail(dir, child.logStart);
  if (child.exitCode === EXIT_DIRECTORY_UNUSABLE && output !== '')
    throw new DataDirectoryError(output);
  const isLate = child.exitCode === undefined || child.exitCode === EXIT_DIRECTORY_IN_USE;
  const what = isLate ? `did not start within ${timeoutMs / 1000} s` : 'could not start';
  throw new Error(`The embedded database in ${dir} ${what}.\n${output}`);
}

/** Exit codes of a server whose directory is in use, and of one whose directory is unusable. */
export const EXIT_DIRECTORY_IN_USE = 3;
export const EXIT_DIRECTORY_UNUSABLE = 4;

import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/**
 * Fails when the package is not built. The test task builds it first. Building it here would remove
 * files that tests of other packages are running.
 */
export function requireBuild(): void {
  if (!existsSync(CLI)) throw new Error('There is no build output; run the build first.');
}

/** A server in a separate process. */
export interface ChildServer {
  readonly uri: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code, or the name of the signal that ended the process. */
  readonly exited: Promise<number | string>;
}

interface CliLimits {
  /** POSIX only: file size limit of the process; writes beyond it fail like on a full disk. */
  readonly maxFileKiB?: number;
  /**
   * Mounts a disk of this size on a directory, visible to the process only; see {@link
   * hasSmallDisks}.
   */
  readonly smallDisk?: { readonly dir: string; readonly mebibytes: number };
}

/** Returns true when processes can mount their own small disks: Linux with user namespaces. */
export function hasSmallDisks(): boolean {
  return spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}

function limited({ maxFileKiB, smallDisk }: CliLimits): readonly string[] {
  if (maxFileKiB !== undefined) {
    return ['bash', '-c', `ulimit -f ${maxFileKiB}; trap '' XFSZ; exec "$@"`, 'bash'];
  }
  if (smallDisk === undefined) return [];
  const mount = `mount -t tmpfs -o size=${smallDisk.mebibytes}m none "$0" && exec "$@"`;
  return ['unshare', '-rm', 'bash', '-c', mount, smallDisk.dir];
}

/** Starts the command without waiting for it. */
export function spawnCli(
  args: readonly string[],
  limits: CliLimits = {},
): ChildProcessByStdio<null, Readable, Readable> {
  const [file = '', ...rest] = [...limited(limits), process.execPath, CLI, ...args];
  return spawn(file, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Starts the command and waits for the URI it prints. */
export function startCli(args: readonly string[], limits?: CliLimits): Promise<ChildServer> {
  return new Promise((resolve, reject) => {
    const child = spawnCli(args, limits);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const exited = new Promise<number | string>((done) => {
      // Not at `exit`: output may still be in the pipe.
      child.once('close', (code, signal) => {
        done(code ?? signal ?? 'unknown');
        reject(new Error(`The server ended with ${code ?? signal}: ${errors}`));
      });
    });
    createInterface(child.stdout).once('line', (uri) => resolve({ uri, process: child, exited }));
  });
}

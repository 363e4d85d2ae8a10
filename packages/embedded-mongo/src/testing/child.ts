import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/**
 * Fails where the package was not built: the test task builds it first, and building it here would
 * pull the files away under the tests of other packages that start it.
 */
export function requireBuild(): void {
  if (!existsSync(CLI)) throw new Error('There is no build output; run the build first.');
}

/** A server in a process of its own. */
export interface ChildServer {
  readonly uri: string;
  readonly process: ChildProcess;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
}

/** Starts the command and waits for the URI it prints. */
export function startCli(args: readonly string[]): Promise<ChildServer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const exited = new Promise<number | string>((done) => {
      child.once('exit', (code, signal) => {
        done(code ?? signal ?? 'unknown');
        reject(new Error(`The server ended with ${code ?? signal}: ${errors}`));
      });
    });
    createInterface(child.stdout).once('line', (uri) => resolve({ uri, process: child, exited }));
  });
}

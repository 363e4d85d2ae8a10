import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Builds the package, so that what is started is what is tested. */
export function buildPackage(): Promise<void> {
  return new Promise((resolve, reject) => {
    const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
    execFile(tsc, ['-p', 'tsconfig.build.json'], { cwd: PACKAGE }, (error, stdout) => {
      if (error) reject(new Error(`The build failed: ${stdout}`));
      else resolve();
    });
  });
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

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program of a build output, run with plain `node` as an operator does. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** Returns standard output and error so far. */
  output(): string;
  /** Resolves with the first match of the pattern in the output; rejects when the program ends. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code, or with the signal that ended the program. */
  readonly ended: Promise<number | string>;
}

/** Returns the path of a program of a build output; throws when it does not exist. */
export function builtProgram(url: URL): string {
  const path = fileURLToPath(url);
  if (!existsSync(path)) throw new Error('There is no build output; run `pnpm build` first.');
  return path;
}

/**
 * Runs a program with plain `node`. `wrapper` is a command that runs its arguments in another
 * environment.
 */
export function runNode(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  wrapper: readonly string[] = [],
): RunningProgram {
  return runCommand([...wrapper, process.execPath, path, ...args], env);
}

/** Runs a command: a file and its arguments. */
export function runCommand(
  [file = '', ...rest]: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningProgram {
  const child = spawn(file, rest, {
    // Nothing of the developer's settings: only variables that a program needs to start.
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const waiting = new Set<() => void>();
  const onData = (data: Buffer) => {
    output += data.toString();
    for (const check of waiting) check();
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return {
    child,
    output: () => output,
    ended,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const match = pattern.exec(output);
          if (match === null) return;
          waiting.delete(check);
          resolve(match);
        };
        waiting.add(check);
        void ended.then((code) => reject(new Error(`It ended with ${code}:\n${output}`)));
        check();
      }),
  };
}

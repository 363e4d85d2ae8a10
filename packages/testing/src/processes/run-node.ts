import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program of a build output, as an operator runs it: with plain `node`. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** Standard output and error, as far as they have come. */
  output(): string;
  /** Resolves with the first match of the pattern in the output; fails when the program ends. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Returns the path of a program of a build output; fails when there is none. */
export function builtProgram(url: URL): string {
  const path = fileURLToPath(url);
  if (!existsSync(path)) throw new Error('There is no build output; run `pnpm build` first.');
  return path;
}

/**
 * Runs a program with plain `node`. `wrapper` is a command that runs the one behind it, in an
 * environment of its own.
 */
export function runNode(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  wrapper: readonly string[] = [],
): RunningProgram {
  const [file = '', ...rest] = [...wrapper, process.execPath, path, ...args];
  const child = spawn(file, rest, {
    // Nothing of the developer's own settings: only what a program cannot do without.
    env: { PATH: process.env.PATH, TRASTIENDA_LOG_FORMAT: 'json', ...env },
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

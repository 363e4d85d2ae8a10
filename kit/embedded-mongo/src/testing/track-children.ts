import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { afterAll } from 'vitest';

/**
 * All processes that a test file starts, including detached ones and those started by the tested
 * code.
 */
export interface Children {
  /** Resolves when all of them have exited by themselves. */
  exited(): Promise<void>;
  /** Kills all of them and waits for their exit, so that none writes to its directory any more. */
  kill(): Promise<void>;
}

/**
 * Channel on which Node publishes every started process.
 * https://nodejs.org/api/diagnostics_channel.html
 */
const CHANNEL = 'child_process';

/** Tracks the processes started from now on until the end of the test file. */
export function trackChildren(): Children {
  const children = new Set<ChildProcess>();
  const note = (message: unknown): void => {
    const { process } = message as { readonly process: ChildProcess };
    children.add(process);
    process.once('exit', () => children.delete(process));
  };
  subscribe(CHANNEL, note);
  afterAll(() => void unsubscribe(CHANNEL, note));
  // A process without an id could not be started.
  const running = () => [...children].filter(({ pid }) => pid !== undefined);
  const exited = async () => {
    await Promise.all(running().map((child) => once(child, 'exit')));
  };
  return {
    exited,
    kill() {
      for (const child of running()) child.kill('SIGKILL');
      return exited();
    },
  };
}

import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { afterAll } from 'vitest';

/** The processes that a test file starts, detached ones and those of the tested code included. */
export interface Children {
  /** Resolves when all of them have exited by themselves. */
  exited(): Promise<void>;
  /** Kills all of them and waits for their exit, so that nothing writes into their directory again. */
  kill(): Promise<void>;
}

/** Node publishes every process that it starts. https://nodejs.org/api/diagnostics_channel.html */
const CHANNEL = 'child_process';

/** Watches the processes that are started from now on until the end of the test file. */
export function trackChildren(): Children {
  const children = new Set<ChildProcess>();
  const note = (message: unknown): void => {
    const { process } = message as { readonly process: ChildProcess };
    children.add(process);
    process.once('exit', () => children.delete(process));
  };
  subscribe(CHANNEL, note);
  afterAll(() => void unsubscribe(CHANNEL, note));
  // One without a process id could not be started.
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

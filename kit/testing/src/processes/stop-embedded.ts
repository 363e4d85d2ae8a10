import { readEmbeddedLocks } from './embedded-locks.ts';

/**
 * Stops the embedded database in `dir` and waits for its end: otherwise it outlives its users by
 * some seconds.
 */
export async function stopEmbedded(dir: string): Promise<void> {
  for (const { pid } of await readEmbeddedLocks(dir)) {
    signal(pid, 'SIGTERM');
    while (signal(pid, 0)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Returns whether the process existed and received the signal. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

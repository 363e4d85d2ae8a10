import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Stops the embedded database of a data directory and waits for its end: otherwise it outlives its
 * users by some seconds.
 */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const dir = join(dataDir, 'mongo');
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((file) => file.startsWith('server.lock.'))) {
    // A server removes the lock of its predecessor, and empties its lock when it ends.
    const text = await readFile(join(dir, name), 'utf8').catch(() => '');
    const { pid }: { pid: number } = text === '' ? { pid: 0 } : JSON.parse(text);
    if (pid === 0) continue;
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

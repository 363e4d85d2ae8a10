import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Ends the embedded database of a data directory, and waits for it: by itself it outlives its users
 * by some seconds.
 */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const dir = join(dataDir, 'mongo');
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((file) => file.startsWith('server.lock.'))) {
    const { pid }: { pid: number } = JSON.parse(await readFile(join(dir, name), 'utf8'));
    if (pid === 0) continue;
    process.kill(pid, 'SIGTERM');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

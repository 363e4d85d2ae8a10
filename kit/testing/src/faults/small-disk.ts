import { spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Returns true when processes can mount their own small disks: Linux with user namespaces. */
export function hasSmallDisks(): boolean {
  return spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}

/**
 * Returns a command that runs its arguments with a disk of this size in place of the directory `dir`;
 * only that process and its children see it. Pass it to `runNode` as `wrapper`.
 */
export function onSmallDisk(dir: string, mebibytes: number): readonly string[] {
  const mount = `mount -t tmpfs -o size=${mebibytes}m none "$0" && exec "$@"`;
  return ['unshare', '-rm', 'bash', '-c', mount, dir];
}

/** Returns the path under which other processes see a file of a running process's own disk. */
export function pathOnDiskOf(pid: number | undefined, ...path: readonly string[]): string {
  return join(`/proc/${pid}/root`, ...path);
}

/** Writes a file until the disk has no room for another byte; remove it to make room. */
export async function fillDisk(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
      const part = Buffer.alloc(size);
      for (let isFull = false; !isFull; ) {
        isFull = await file.write(part).then(
          ({ bytesWritten }) => bytesWritten < size,
          () => true,
        );
      }
    }
  } finally {
    await file.close();
  }
}

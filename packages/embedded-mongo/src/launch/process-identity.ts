import { readFileSync } from 'node:fs';

/** Field 22 of `/proc/<pid>/stat`: when the process started, in clock ticks. */
const START_TIME_FIELD = 21;

/**
 * Tells a process from a later one with the same id, where the system says (Linux); otherwise an
 * empty string.
 */
export function processIdentity(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the command in parentheses and may itself hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[START_TIME_FIELD - 2] ?? '';
  } catch {
    return '';
  }
}

/** Whether the process runs. A process of another user counts as running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

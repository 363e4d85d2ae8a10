import { readFileSync } from 'node:fs';

/** Indexes of fields in `/proc/<pid>/stat`, counted from the first one after the command name. */
const STATE_FIELD = 0;
const START_TIME_FIELD = 19;

/**
 * Returns the fields of `/proc/<pid>/stat`; empty where the system has none (anything but Linux).
 */
function statFields(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command name stands in parentheses and may itself contain spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/**
 * Returns the start time of a process, which tells it from a later one with the same id. Empty on
 * systems other than Linux.
 */
export function processIdentity(pid: number): string {
  return statFields(pid)[START_TIME_FIELD] ?? '';
}

/**
 * Returns true when the process runs. A process of another user counts as running. A zombie does
 * not, such as one in a container whose init process does not reap children.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return statFields(pid)[STATE_FIELD] !== 'Z';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

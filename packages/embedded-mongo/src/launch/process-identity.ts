import { readFileSync } from 'node:fs';

/** Fields of `/proc/<pid>/stat`, counted from the one behind the command: the process's state, and when it started. */
const STATE_FIELD = 0;
const START_TIME_FIELD = 19;

/** What the system says about a process, where it does (Linux). */
function statFields(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command stands in parentheses and may itself hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/**
 * Tells a process from a later one with the same id, where the system says (Linux); otherwise an
 * empty string.
 */
export function processIdentity(pid: number): string {
  return statFields(pid)[START_TIME_FIELD] ?? '';
}

/**
 * Whether the process runs. A process of another user counts as running; one that has ended and that
 * nobody has asked about (a zombie, as in a container whose first process adopts others) does not.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return statFields(pid)[STATE_FIELD] !== 'Z';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

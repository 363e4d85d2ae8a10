import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Kills a process and waits for its exit, after which it writes nothing more. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

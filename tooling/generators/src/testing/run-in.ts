import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Outcome {
  readonly status: number | null;
  /** What it printed, without colors. */
  readonly output: string;
}

/** Runs a program that a folder's packages have installed. */
export function runIn(folder: string, program: string, args: readonly string[]): Promise<Outcome> {
  const child = spawn(join(folder, 'node_modules', '.bin', program), args, {
    cwd: folder,
    env: {
      ...process.env,
      ...{ NO_COLOR: '1', FORCE_COLOR: '0' },
      // With a hash of turbo's, the build of the embedded database counts as made.
      TURBO_HASH: 'copied',
      // In CI the reports of tests go to another file.
      CI: undefined,
    },
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

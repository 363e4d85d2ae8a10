import { type RunningProgram, runNode } from '@trastienda/testing';

/**
 * Runs the program as `pnpm start` does, on a free port unless `env` has one. Only this package is
 * compiled on the way; the others are taken from their builds, which start in less time.
 */
export function runMain(env: Readonly<Record<string, string>>): RunningProgram {
  return runNode('--import', ['tsx', 'src/main.ts'], { PORT: '0', ...env });
}

/** Returns the URL of a program, once it listens. */
export async function urlOf(program: RunningProgram): Promise<string> {
  const [, url = ''] = await program.waitFor(/"url":"([^"]+)","msg":"listening"/);
  return url;
}

import { type RunningProgram, runNode } from '@trastienda/testing';

/** Runs the program as `pnpm start` does, on a free port unless `env` has one. */
export function runMain(env: Readonly<Record<string, string>>): RunningProgram {
  const args = ['tsx', '--conditions=@trastienda/source', 'src/main.ts'];
  return runNode('--import', args, { PORT: '0', ...env });
}

/** Returns the URL of a program, once it listens. */
export async function urlOf(program: RunningProgram): Promise<string> {
  const [, url = ''] = await program.waitFor(/"url":"([^"]+)","msg":"listening"/);
  return url;
}

import { builtProgram, type RunningProgram, runNode } from '@trastienda/testing';

/** What this package's build makes. */
export type ProgramName = 'main.js' | 'cli.js';

/** Returns the path of a built program; fails when there is no build output. */
export function pathOfProgram(name: ProgramName): string {
  return builtProgram(new URL(`../../dist/${name}`, import.meta.url));
}

/** Runs a built program. See `runNode`. */
export function runProgram(
  name: ProgramName,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  wrapper: readonly string[] = [],
): RunningProgram {
  return runNode(pathOfProgram(name), args, { TRASTIENDA_LOG_FORMAT: 'json', ...env }, wrapper);
}

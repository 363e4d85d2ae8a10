import type { Result } from './suite.ts';

/** Prints a line about a test, and what is wrong with it. */
export function printResult({ title, problem, isSkipped }: Result): void {
  if (isSkipped) console.log(`skipped  ${title}`);
  else if (problem === undefined) console.log(`ok       ${title}`);
  else console.log(`FAILED   ${title}\n         ${problem.replaceAll('\n', '\n         ')}`);
}

/** Counts tests by what became of them. */
export function sumOf(results: readonly Result[]) {
  const failed = results.filter(({ problem }) => problem !== undefined).length;
  const skipped = results.filter(({ isSkipped }) => isSkipped === true).length;
  return { passed: results.length - failed - skipped, failed, skipped };
}

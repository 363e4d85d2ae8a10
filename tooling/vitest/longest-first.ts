import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that start processes or kill them: the longest, though not the largest. */
const LONGEST =
  /\/(storm|fuzz|programs|main|database-recovery|migrate-faults|currency-digits-programs|payment-crash|kill|kept-process)\.test\.ts$/;

/**
 * Begins with the files that take longest, or one worker would wait for the other at the end. Vitest
 * orders by what earlier runs took, and without one, as on a fresh clone, by size.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

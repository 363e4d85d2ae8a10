import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from './run-in.ts';

interface TestRun {
  /** Titles of the tests that failed, with the first line of the reason. */
  readonly failed: Readonly<Record<string, string>>;
  readonly passed: readonly string[];
}

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs tests of a package; `paths` are beginnings of their files. */
export async function runTests(folder: string, paths: readonly string[]): Promise<TestRun> {
  const file = join(folder, 'test-report.json');
  const args = ['run', '--reporter=json', `--outputFile=${file}`, ...paths];
  const { output } = await runIn(folder, 'vitest', args);
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`The tests of ${folder} did not run:\n${output}`);
  }
  rmSync(file);
  const all = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  // A file that cannot be loaded has no tests.
  const broken = report.testResults.filter((each) => each.assertionResults.length === 0);
  if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join('\n'));
  return {
    failed: Object.fromEntries(
      all
        .filter(({ status }) => status === 'failed')
        .map(({ title, failureMessages }) => [title, failureMessages[0]?.split('\n')[0] ?? '']),
    ),
    passed: all.filter(({ status }) => status === 'passed').map(({ title }) => title),
  };
}

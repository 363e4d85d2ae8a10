import type { Report } from './report.ts';

/** Returns a report as text. */
export function describeReport(title: string, report: Report): string {
  const outcomes = Object.entries(report.outcomes).map(([name, count]) => `${count} ${name}`);
  return [
    `${title}, seed ${report.seed}: ${report.seconds.toFixed(1)} s`,
    `  ${outcomes.join(', ')}; ${report.orders} orders`,
    ...report.problems.map((problem) => `  ! ${problem}`),
    report.problems.length === 0 ? '  Everything adds up.' : `  ${report.problems.length} problems`,
    '',
  ].join('\n');
}

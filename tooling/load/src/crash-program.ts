// Checkouts while servers are killed: pnpm crash [SEED] [CHECKOUTS] [AT ONCE] [PROCESSES]
import { describeReport } from './describe-report.ts';
import { runCrash } from './run-crash.ts';

const [seed = Date.now() % 1_000_000, checkouts = 500, atOnce = 8, processes = 2] = process.argv
  .slice(2)
  .map(Number);
const report = await runCrash({ seed, checkouts, atOnce, processes, maxCalls: 100 });
const title = `${checkouts} checkouts, ${report.crashes} crashes, ${report.events} events`;
process.stdout.write(describeReport(title, report));
process.exitCode = report.problems.length === 0 ? 0 : 1;

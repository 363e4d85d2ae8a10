// Many buyers at once for the last units: pnpm storm [SEED] [BUYERS] [UNITS] [PROCESSES]
import { describeReport } from './describe-report.ts';
import { runStorm } from './run-storm.ts';

const [seed = Date.now() % 1_000_000, buyers = 200, units = 10, processes = 4] = process.argv
  .slice(2)
  .map(Number);
const report = await runStorm({ seed, buyers, units, processes });
process.stdout.write(describeReport(`${buyers} buyers for ${units} units`, report));
process.exitCode = report.problems.length === 0 ? 0 : 1;

import { parseArgs } from 'node:util';
import { systemClock, toDecimal } from '@trastienda/base';
import {
  RebuildConflictError,
  type RebuildDifference,
  type RebuildProgress,
  rebuildReports,
} from '@trastienda/shop';
import { REPORT_AMOUNTS } from '@trastienda/shop-db';
import { escapeUnseen } from '../start/log/escape-line.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

const PHASES = {
  building: 'read the events up to position',
  comparing: 'compared rows:',
  removing: 'removed rows:',
} as const satisfies Record<RebuildProgress['phase'], string>;

/** Progress is printed no more often. */
const EVERY_MS = 1000;

/** Prints progress now and then; standard output is for the results. */
function createProgress(): (progress: RebuildProgress) => void {
  let last = { phase: '', at: 0 };
  return ({ phase, done, of }) => {
    const at = performance.now();
    if (done === 0 || (phase === last.phase && at - last.at < EVERY_MS)) return;
    last = { phase, at };
    console.error(`${PHASES[phase]} ${done}${of === null ? '' : ` of ${of}`}`);
  };
}

function printDifference(difference: RebuildDifference): void {
  const { day, currency, kind, key, figure, kept, rebuilt } = difference;
  const isMoney = REPORT_AMOUNTS.some((amount) => amount === figure);
  const textOf = (value: number) => {
    const sign = value < 0 ? '-' : '';
    return isMoney ? `${sign}${toDecimal({ amount: Math.abs(value), currency })}` : String(value);
  };
  const place = [day ?? 'all days', currency, kind, key].filter((part) => part !== '').join(' ');
  const what = `${figure} was ${textOf(kept)}, the events say ${textOf(rebuilt)}`;
  console.log(escapeUnseen(`${place}: ${what}`));
}

function rebuild(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args] });
  return withDatabase(async ({ database, config: { timeZone } }) => {
    const onProgress = createProgress();
    const deps = { database, clock: systemClock, timeZone };
    try {
      const options = { onProgress, onDifference: printDifference };
      const { events, rows, differences, formerTimeZone } = await rebuildReports(deps, options);
      if (formerTimeZone !== timeZone) {
        console.log(`The days are those of ${timeZone} now, and were those of ${formerTimeZone}.`);
      }
      console.log(`${events} events read, ${rows} rows compared, ${differences} differences.`);
      return differences === 0 ? 0 : 1;
    } catch (error) {
      if (error instanceof RebuildConflictError) throw new UsageError(error.message);
      throw error;
    }
  });
}

/**
 * The command `reports rebuild`: builds the roll-ups of reports from all events, prints the figures
 * that differ, and replaces them. Exits with 1 when there were differences.
 */
export const reportsCommand: Command = {
  name: 'reports',
  usage: 'rebuild',
  summary: 'build the figures of reports from all events, and compare them with those it replaces',
  async run([action, ...args]) {
    if (action !== 'rebuild') throw new UsageError('Say what to do: reports rebuild.');
    return await rebuild(args);
  },
};

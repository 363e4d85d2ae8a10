import { systemClock } from '@trastienda/base';
import { checkInvariants } from '@trastienda/shop-invariants';
import { escapeUnseen } from '../start/log/escape-line.ts';
import type { Command } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/**
 * The command `check`: finds inconsistent data while the shop is open. Exits with 1 when there is
 * any.
 */
export const checkCommand: Command = {
  name: 'check',
  usage: '',
  summary: 'check that stock, checkouts, orders, payments, ledger and events agree',
  run: () =>
    withDatabase(async ({ uri }) => {
      const violations = await checkInvariants(uri, { now: systemClock.now() });
      for (const { invariant, subject, message } of violations) {
        console.log(escapeUnseen(`${invariant}  ${subject}: ${message}`));
      }
      console.log(
        violations.length === 0 ? 'Everything agrees.' : `${violations.length} violations.`,
      );
      return violations.length === 0 ? 0 : 1;
    }),
};

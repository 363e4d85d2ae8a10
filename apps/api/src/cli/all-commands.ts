import { checkCommand } from './check.ts';
import { createOwnerCommand } from './create-owner.ts';
import { currencyDigitsCommand } from './currency-digits.ts';
import { encryptionKeyCommand } from './encryption-key.ts';
import { eventsCommand } from './events.ts';
import { importCommand } from './import.ts';
import { importInventoryCommand } from './import-inventory.ts';
import { migrateCommand } from './migrate.ts';
import { reconcileCommand } from './reconcile.ts';
import { reportsCommand } from './reports.ts';
import { resealCommand } from './reseal.ts';
import type { Command } from './run-commands.ts';
import { syncIndexesCommand } from './sync-indexes.ts';
import { tokenCommand } from './token.ts';
import { webhooksCommand } from './webhooks.ts';

/** The commands of `pnpm shop`, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  importCommand,
  importInventoryCommand,
  createOwnerCommand,
  checkCommand,
  reconcileCommand,
  eventsCommand,
  reportsCommand,
  encryptionKeyCommand,
  resealCommand,
  migrateCommand,
  syncIndexesCommand,
  currencyDigitsCommand,
  tokenCommand,
  webhooksCommand,
];

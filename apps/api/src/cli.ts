import { checkCommand } from './cli/check.ts';
import { createOwnerCommand } from './cli/create-owner.ts';
import { currencyDigitsCommand } from './cli/currency-digits.ts';
import { encryptionKeyCommand } from './cli/encryption-key.ts';
import { eventsCommand } from './cli/events.ts';
import { importCommand } from './cli/import.ts';
import { importInventoryCommand } from './cli/import-inventory.ts';
import { migrateCommand } from './cli/migrate.ts';
import { reconcileCommand } from './cli/reconcile.ts';
import { reportsCommand } from './cli/reports.ts';
import { resealCommand } from './cli/reseal.ts';
import { runCommands } from './cli/run-commands.ts';
import { syncIndexesCommand } from './cli/sync-indexes.ts';
import { tokenCommand } from './cli/token.ts';
import { webhooksCommand } from './cli/webhooks.ts';

process.exitCode = await runCommands(
  process.argv.slice(2),
  [
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
  ],
  process.env,
);

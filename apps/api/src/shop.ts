import { checkCommand } from './commands/check.ts';
import { createOwnerCommand } from './commands/create-owner.ts';
import { currencyDigitsCommand } from './commands/currency-digits.ts';
import { encryptionKeyCommand } from './commands/encryption-key.ts';
import { importCommand } from './commands/import.ts';
import { importInventoryCommand } from './commands/import-inventory.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { resealCommand } from './commands/reseal.ts';
import { runCommands } from './commands/run-commands.ts';
import { syncIndexesCommand } from './commands/sync-indexes.ts';
import { tokenCommand } from './commands/token.ts';

process.exitCode = await runCommands(
  process.argv.slice(2),
  [
    importCommand,
    importInventoryCommand,
    createOwnerCommand,
    checkCommand,
    reconcileCommand,
    encryptionKeyCommand,
    resealCommand,
    syncIndexesCommand,
    currencyDigitsCommand,
    tokenCommand,
  ],
  process.env,
);

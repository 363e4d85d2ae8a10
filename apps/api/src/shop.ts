import { importCommand } from './commands/import.ts';
import { runCommands } from './commands/run-commands.ts';
import { syncIndexesCommand } from './commands/sync-indexes.ts';
import { tokenCommand } from './commands/token.ts';

process.exitCode = await runCommands(process.argv.slice(2), [
  importCommand,
  syncIndexesCommand,
  tokenCommand,
]);

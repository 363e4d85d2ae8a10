import { COMMANDS } from './cli/all-commands.ts';
import { runCommands } from './cli/run-commands.ts';

process.exitCode = await runCommands(process.argv.slice(2), COMMANDS, process.env);

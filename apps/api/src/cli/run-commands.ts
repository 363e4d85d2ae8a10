import type { Environment } from '../config/env.ts';
import { explainError } from '../start/explain-error.ts';

/** An error that the user of a command can fix; printed without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Command {
  readonly name: string;
  /** Arguments for the help text. */
  readonly usage: string;
  readonly summary: string;
  /** Long options, without the dashes. */
  readonly options?: readonly string[];
  /** Runs the command; resolves to the exit code. */
  run(args: readonly string[]): Promise<number>;
}

function help(commands: readonly Command[]): string {
  const rows = commands.map((command) => [`${command.name} ${command.usage}`, command.summary]);
  const width = Math.max(...rows.map(([call = '']) => call.length));
  return [
    'Usage: pnpm shop COMMAND, or npm run shop -- COMMAND',
    '',
    ...rows.map(([call = '', summary]) => `  ${call.padEnd(width)}  ${summary}`),
  ].join('\n');
}

/** Returns whether an error is about the arguments, by the codes of `parseArgs`. */
function isWrongCall(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}

/**
 * Rejects a call whose option npm has consumed, as it does without `--`: the command would do
 * something else than asked.
 */
function requireOwnOptions(
  { name, options = [] }: Command,
  args: readonly string[],
  env: Environment,
): void {
  for (const option of options) {
    const isKept = env[`npm_config_${option.replaceAll('-', '_')}`] !== undefined;
    if (!isKept || args.some((arg) => arg.split('=', 1)[0] === `--${option}`)) continue;
    throw new UsageError(
      `npm has kept --${option} for itself. Write "--" before the command: npm run shop -- ${name} … --${option}`,
    );
  }
}

/** Runs the named command; resolves to an exit code (2 for invalid usage). */
export async function runCommands(
  [name, ...args]: readonly string[],
  commands: readonly Command[],
  env: Environment = {},
): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const isAsked = name === undefined || name === 'help' || name === '--help';
    console[isAsked ? 'log' : 'error'](help(commands));
    return isAsked ? 0 : 2;
  }
  try {
    requireOwnOptions(command, args, env);
    return await command.run(args);
  } catch (error) {
    const isCallersFault = isWrongCall(error);
    console.error(isCallersFault ? error.message : explainError(error));
    return isCallersFault ? 2 : 1;
  }
}

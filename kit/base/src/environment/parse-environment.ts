import { z } from 'zod';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Environment variables are not valid; `problems` has one line for each, without its value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not valid: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

const PORT_PROBLEM = 'must be an integer from 0 to 65535';

/** Port of a server, from text; 0 picks a free one. */
export const Port = z
  .string()
  .regex(/^\d{1,5}$/, { error: PORT_PROBLEM })
  .transform(Number)
  .pipe(z.int().max(65_535, { error: PORT_PROBLEM }));

const variableOf = (name: string) => name.replace(/[A-Z]/g, '_$&').toUpperCase();

/**
 * Parses environment variables once, for a program's start: the field `dataDir` is the variable
 * `DATA_DIR`. Empty variables count as unset.
 *
 * @throws {EnvironmentError} with all problems at once.
 */
export function parseEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
): z.output<Schema> {
  const given = Object.keys(schema.shape).flatMap((name) => {
    const value = env[variableOf(name)]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const { data, error } = schema.safeParse(Object.fromEntries(given));
  if (error === undefined) return data;
  const problems = error.issues.map(({ path, message }) => {
    const [name, ...rest] = path.map(String);
    return `${[variableOf(name ?? ''), ...rest].join('.')} ${message}`;
  });
  throw new EnvironmentError(problems);
}

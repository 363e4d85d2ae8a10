import { GeneratorError } from './generator-error.ts';
import { nameOf, toKebab } from './names.ts';
import type { ProcedureRequest } from './request.ts';

/** Key of the router, and the name of the procedure in it, both in camel case. */
export interface ProcedurePath {
  readonly domain: string;
  readonly name: string;
  /** Name of its files: `close-early` for `polls.closeEarly`. */
  readonly kebab: string;
}

/**
 * Reads a path such as `polls.close`, whose parts may be in kebab or camel case.
 * @throws {GeneratorError} when it is not such a path.
 */
export function procedurePathOf({ path }: ProcedureRequest): ProcedurePath {
  const [domain = '', name = '', ...rest] = path.split('.');
  if (domain === '' || name === '' || rest.length > 0) {
    throw new GeneratorError(
      `The procedure "${path}" is not a domain and a name, as in polls.close.`,
    );
  }
  const { camel, kebab } = nameOf(toKebab(name), 'procedure');
  return { domain: nameOf(toKebab(domain), 'domain').camel, name: camel, kebab };
}

import { GeneratorError } from './generator-error.ts';
import { nameOf, toKebab } from './names.ts';
import type { ProcedureRequest } from './request.ts';

/** The parts of a procedure's path, as keys of the router in camel case. */
export interface ProcedurePath {
  /** Router above the domain: `admin` for `admin.polls.close`; null at the top. */
  readonly area: string | null;
  readonly domain: string;
  readonly name: string;
  /** `polls.closeEarly`, with the area. */
  readonly path: string;
  /** Name of its files: `close-early` for `polls.closeEarly`. */
  readonly kebab: string;
  /** `Close early` */
  readonly sentence: string;
}

/**
 * Reads a path such as `polls.close` or `admin.polls.close`, whose parts may be in kebab or camel
 * case.
 * @throws {GeneratorError} when it is not such a path.
 */
export function procedurePathOf({ path }: ProcedureRequest): ProcedurePath {
  const parts = path.split('.');
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) {
    throw new GeneratorError(
      `The procedure "${path}" is not a domain and a name, as in polls.close.`,
    );
  }
  const [name = '', domain = '', area] = parts.toReversed();
  const { camel, kebab, sentence } = nameOf(toKebab(name), 'procedure');
  const routers = [...(area === undefined ? [] : [area]), domain].map(
    (each) => nameOf(toKebab(each), 'domain').camel,
  );
  return {
    area: area === undefined ? null : (routers[0] ?? null),
    domain: routers.at(-1) ?? '',
    name: camel,
    path: [...routers, camel].join('.'),
    kebab,
    sentence,
  };
}

import { GeneratorError } from './generator-error.ts';
import { type Name, nameOf, pluralOf } from './names.ts';

/** The names of a domain: one thing, and many of them. */
export interface DomainNames {
  readonly one: Name;
  readonly many: Name;
}

/**
 * Reads the names of a new domain; without `plural` the regular one is used.
 * @throws {GeneratorError} when a name is not valid, or both are the same.
 */
export function domainNamesOf(singular: string, plural?: string): DomainNames {
  const one = nameOf(singular, 'domain');
  const many = nameOf(plural ?? pluralOf(singular), 'plural');
  if (one.camel === many.camel) {
    throw new GeneratorError(
      `The plural of "${singular}" must differ from it; name another one with --plural.`,
    );
  }
  return { one, many };
}

import { GeneratorError } from './generator-error.ts';

/** One name in the forms in which code writes it. */
export interface Name {
  /** `gift-card` */
  readonly kebab: string;
  /** `giftCard` */
  readonly camel: string;
  /** `GiftCard` */
  readonly pascal: string;
  /** `GIFT_CARD` */
  readonly constant: string;
  /** `gift card` */
  readonly words: string;
  /** `Gift card` */
  readonly sentence: string;
}

/** Words of the language, and names that tRPC or JavaScript give a meaning. */
const RESERVED = new Set([
  ...['abstract', 'any', 'apply', 'arguments', 'as', 'async', 'await', 'boolean', 'break', 'call'],
  ...['case', 'catch', 'class', 'const', 'constructor', 'continue', 'debugger', 'declare'],
  ...['default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally'],
  ...['for', 'function', 'if', 'implements', 'import', 'in', 'infer', 'instanceof', 'interface'],
  ...['is', 'keyof', 'let', 'module', 'namespace', 'never', 'new', 'null', 'number', 'object'],
  ...['package', 'private', 'protected', 'prototype', 'public', 'readonly', 'require', 'return'],
  ...['satisfies', 'static', 'string', 'super', 'switch', 'symbol', 'then', 'this', 'throw'],
  ...['true', 'try', 'type', 'typeof', 'undefined', 'unique', 'unknown', 'using', 'var', 'void'],
  ...['while', 'with', 'yield'],
]);

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;
const MAX_LENGTH = 40;

/** Converts camel case, as in `giftCard` or `GiftCard`, to kebab case. */
export function toKebab(identifier: string): string {
  return identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

const capitalize = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * Reads a name in kebab case.
 * @throws {GeneratorError} when it is not in kebab case, too long, or a reserved word.
 */
export function nameOf(kebab: string, what: string): Name {
  if (!KEBAB_CASE.test(kebab) || kebab.length > MAX_LENGTH) {
    throw new GeneratorError(
      `The ${what} "${kebab}" is not in kebab case: lower-case words and digits joined by hyphens, as in gift-card, ${MAX_LENGTH} characters at most.`,
    );
  }
  const words = kebab.split('-');
  const pascal = words.map(capitalize).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  if (RESERVED.has(camel)) {
    throw new GeneratorError(`The ${what} "${kebab}" is a reserved word; choose another one.`);
  }
  return {
    kebab,
    camel,
    pascal,
    constant: words.join('_').toUpperCase(),
    words: words.join(' '),
    sentence: capitalize(words.join(' ')),
  };
}

/** Returns the regular English plural of a name in kebab case. */
export function pluralOf(kebab: string): string {
  if (/[^aeiou]y$/.test(kebab)) return `${kebab.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(kebab) ? `${kebab}es` : `${kebab}s`;
}

/** Returns the name of a collection: `gift_cards`. */
export function collectionNameOf({ constant }: Name): string {
  return constant.toLowerCase();
}

/** Returns a name with its article: `a poll`, `an address`, `a user`. */
export function withArticle({ words }: Name): string {
  return `${/^(?:[aeio]|u(?!ni|s))/.test(words) ? 'an' : 'a'} ${words}`;
}

/** As `withArticle`, at the start of a sentence. */
export function withCapitalArticle(name: Name): string {
  return capitalize(withArticle(name));
}

import { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Readonly<Record<string, string>> = {
  array: 'must be a list',
  boolean: 'must be true or false',
  date: 'must be a date',
  int: 'must be a whole number',
  map: 'must be an object',
  nan: 'must be a number',
  never: 'is not accepted here',
  null: 'must be null',
  number: 'must be a number',
  object: 'must be an object',
  record: 'must be an object',
  set: 'must be a list',
  string: 'must be a string',
  tuple: 'must be a list',
  undefined: 'must be left out',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'must be a date such as 2026-01-31',
  datetime: 'must be a time in UTC such as 2026-01-31T12:00:00.000Z',
  email: 'must be an email address',
  url: 'must be a URL',
  uuid: 'must be a UUID',
};

/** Maximum number of values and keys that a message quotes; the caller may send many of both. */
const MAX_QUOTED = 20;
const MAX_QUOTED_LENGTH = 100;

function quote(values: readonly unknown[]): string {
  const quoted = values
    .slice(0, MAX_QUOTED)
    .map((value) => JSON.stringify(String(value).slice(0, MAX_QUOTED_LENGTH)));
  return values.length > MAX_QUOTED ? `${quoted.join(', ')}, …` : quoted.join(', ');
}

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
  set: ['item', 'items'],
  map: ['entry', 'entries'],
  object: ['entry', 'entries'],
  file: ['byte', 'bytes'],
};

/** Describes a bound of a length, a count or a number: `must have at most 20 items`. */
function bound(
  origin: string,
  limit: number | bigint,
  {
    isLowest,
    isExact,
    isInclusive,
  }: Readonly<Record<'isLowest' | 'isExact' | 'isInclusive', boolean>>,
): string {
  const units = UNITS[origin];
  if (units !== undefined) {
    if (isLowest && !isExact && Number(limit) === 1) return 'must not be empty';
    const which = isExact ? 'exactly' : isLowest ? 'at least' : 'at most';
    return `must have ${which} ${limit} ${Number(limit) === 1 ? units[0] : units[1]}`;
  }
  if (isExact) return `must be ${limit}`;
  if (isInclusive) return `must be at ${isLowest ? 'least' : 'most'} ${limit}`;
  return `must be ${isLowest ? 'more' : 'less'} than ${limit}`;
}

/**
 * Returns whether a discriminated union lacks its discriminator: the issue points to that field,
 * with the whole input.
 */
function isFieldMissing({ input, path }: Issue & { readonly code: 'invalid_union' }): boolean {
  const field = path?.at(-1);
  if (input === undefined) return true;
  return (
    field !== undefined &&
    typeof input === 'object' &&
    input !== null &&
    !Object.hasOwn(input, field)
  );
}

function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required';
      return TYPES[issue.expected] ?? 'is not of the right type';
    case 'invalid_value':
      if (issue.input === undefined) return 'is required';
      return issue.values.length === 1
        ? `must be ${quote(issue.values)}`
        : `must be one of ${quote(issue.values)}`;
    case 'invalid_union': {
      if (isFieldMissing(issue)) return 'is required';
      const { options } = issue;
      if (Array.isArray(options) && options.length > 0) return `must be one of ${quote(options)}`;
      return 'is in none of the accepted forms';
    }
    case 'too_small':
    case 'too_big': {
      const isLowest = issue.code === 'too_small';
      return bound(issue.origin, isLowest ? issue.minimum : issue.maximum, {
        isLowest,
        isExact: issue.exact === true,
        isInclusive: issue.inclusive === true,
      });
    }
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'is not in the right format';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has fields that are not known: ${quote(issue.keys)}`;
    case 'invalid_key':
      return 'has a key that is not valid';
    case 'invalid_element':
      return 'has an item that is not valid';
    default:
      return 'is not valid';
  }
}

/**
 * Sets zod's default messages for invalid input: `is required`, `must have at most 20 items`. A
 * message of the schema takes precedence. Applies to the whole process, because zod stores its
 * messages globally.
 */
export function setInputMessages(): void {
  z.config({ localeError: messageOf });
}

import type { Exchange } from './exchange.ts';

/** Values that differ from run to run, by the key of their field or header. */
const MASKED_KEYS = new Set(['nextCursor', 'retryAfterSeconds', 'retry-after']);

/** Names of hidden values, by their form. */
const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ['token', /(?<![\w-])t[agks]_[\w-]{20,}/g],
  ['time', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g],
  ['request id', /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g],
  ['id', /(?<![\w-])[\da-f]{24}(?![\w-])/g],
  ['hash', /(?<![\w-])[\w-]{43}(?![\w-])/g],
  ['number', /(?<![\w-])[\dA-Z]{4}-[\dA-Z]{4}(?![\w-])/g],
  ['seconds', /(?<=Max-Age=)[1-9]\d*/g],
];

/** Values whose identity says nothing: clocks tie, and what a cache keeps has an older hash. */
const WITHOUT_NUMBER = new Set(['time', 'seconds', 'hash', 'request id']);

/** Text that is known before the run, such as the server's URL, with its replacement. */
export type KnownTexts = readonly (readonly [text: string, replacement: string])[];

/**
 * Creates a function that hides what differs between two runs. Ids and tokens become `<id 1>`,
 * `<id 2>`, …, the same value everywhere the same; other values lose their identity, too.
 */
function createMask(known: KnownTexts): (text: string) => string {
  const seen = new Map<string, string>();
  const counts = new Map<string, number>();

  const nameOf = (value: string, form: string): string => {
    if (WITHOUT_NUMBER.has(form)) return `<${form}>`;
    const found = seen.get(value);
    if (found !== undefined) return found;
    const count = (counts.get(form) ?? 0) + 1;
    counts.set(form, count);
    const name = `<${form} ${count}>`;
    seen.set(value, name);
    return name;
  };

  return (text) => {
    const named = known.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
    return FORMS.reduce(
      (rest, [form, pattern]) => rest.replaceAll(pattern, (value) => nameOf(value, form)),
      named,
    );
  };
}

function maskValue(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => maskValue(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    const isHidden = MASKED_KEYS.has(key) && member !== null;
    return [mask(key), isHidden ? `<${key}>` : maskValue(member, mask)];
  });
  return Object.fromEntries(entries);
}

/** Returns the exchanges with everything hidden that differs between two runs. */
export function maskExchanges(
  exchanges: readonly Exchange[],
  known: KnownTexts,
): readonly unknown[] {
  const mask = createMask(known);
  return exchanges.map((exchange) => maskValue(exchange, mask));
}

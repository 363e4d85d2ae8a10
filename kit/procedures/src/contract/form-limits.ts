import { type Form, hasType, toKey } from './schema-forms.ts';

/** A keyword of which a value of one schema may not be one of the other. */
export interface LimitMisfit {
  readonly keyword: string;
  readonly source: string;
  readonly target: string;
}

const none = 'none';
const show = (limit: number | undefined) => (limit === undefined ? none : String(limit));

/** Returns the limits of a target that some number or length of the source is outside of. */
function unmetLimits({ limits: source }: Form, { limits: target }: Form): readonly LimitMisfit[] {
  const lowest = Math.max(source.minimum ?? -Infinity, source.exclusiveMinimum ?? -Infinity);
  const highest = Math.min(source.maximum ?? Infinity, source.exclusiveMaximum ?? Infinity);
  const isMet: Readonly<Record<string, (limit: number) => boolean>> = {
    minimum: (limit) => lowest >= limit,
    exclusiveMinimum: (limit) =>
      (source.minimum ?? -Infinity) > limit || (source.exclusiveMinimum ?? -Infinity) >= limit,
    maximum: (limit) => highest <= limit,
    exclusiveMaximum: (limit) =>
      (source.maximum ?? Infinity) < limit || (source.exclusiveMaximum ?? Infinity) <= limit,
    minLength: (limit) => (source.minLength ?? 0) >= limit,
    minItems: (limit) => (source.minItems ?? 0) >= limit,
    maxLength: (limit) => (source.maxLength ?? Infinity) <= limit,
    maxItems: (limit) => (source.maxItems ?? Infinity) <= limit,
  };
  return Object.entries(target)
    .filter(([keyword, limit]) => isMet[keyword]?.(limit) !== true)
    .map(([keyword, limit]) => ({
      keyword,
      source: show(source[keyword]),
      target: show(limit),
    }));
}

const list = (parts: ReadonlySet<unknown>) => (parts.size === 0 ? none : [...parts].join(' and '));

/** Returns the patterns, factors and unknown keywords of a target that the source does not have. */
function unmetOthers(source: Form, target: Form): readonly LimitMisfit[] {
  const pattern = [...target.patterns].some((each) => !source.patterns.has(each)) && {
    keyword: 'pattern',
    source: list(source.patterns),
    target: list(target.patterns),
  };
  const isMultiple = (factor: number) =>
    source.multiplesOf.has(factor) ||
    [...source.multiplesOf].some(
      (each) => Number.isInteger(each / factor) && Number.isInteger(factor),
    );
  const multiple = [...target.multiplesOf].some((each) => !isMultiple(each)) && {
    keyword: 'multipleOf',
    source: list(source.multiplesOf),
    target: list(target.multiplesOf),
  };
  const unknown = Object.entries(target.others)
    .filter(([keyword, value]) => toKey(source.others[keyword]) !== toKey(value))
    .map(([keyword, value]) => ({
      keyword,
      source: toKey(source.others[keyword]) ?? none,
      target: toKey(value),
    }));
  return [pattern, multiple, ...unknown].filter((each) => each !== false);
}

/** Returns which limits of a target the source does not keep; both are of one type. */
export function unmetKeywords(source: Form, target: Form): readonly LimitMisfit[] {
  return [...unmetLimits(source, target), ...unmetOthers(source, target)];
}

/** Returns whether a text matches a pattern; false where it is unknown. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

/** Returns whether a form allows a value; false where it is unknown. */
export function allowsValue(form: Form, value: unknown): boolean {
  const { type, values, patterns } = form;
  if (values !== undefined && !values.some((each) => toKey(each) === toKey(value))) return false;
  if (type !== undefined && !hasType(value, type)) return false;
  if (typeof value === 'object' && value !== null) return values !== undefined;
  const exact: Form = {
    ...form,
    patterns:
      typeof value === 'string'
        ? new Set([...patterns].filter((each) => matches(value, each)))
        : new Set(),
    multiplesOf: new Set(
      [...form.multiplesOf].filter((each) => Number.isInteger(Number(value) / each)),
    ),
    limits:
      typeof value === 'string'
        ? { minLength: value.length, maxLength: value.length }
        : { minimum: Number(value), maximum: Number(value) },
    others: {},
  };
  return unmetKeywords(exact, form).length === 0;
}

/** A value that differs between two transcripts. */
export interface Difference {
  /** Name of the exchange. */
  readonly exchange: string;
  /** Where in the exchange: `headers.vary`, `body.error.message`. */
  readonly path: string;
  /** Values of the first and the second transcript; undefined where there is none. */
  readonly expected: unknown;
  readonly actual: unknown;
}

/** A difference that cannot be avoided. */
export interface KnownDifference {
  /** Exchanges that have it. */
  readonly exchange: RegExp;
  readonly path: string;
  readonly reason: string;
}

type Members = ReadonlyMap<string, unknown>;

function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value));
}

/** Returns the leaves in which two values differ. */
function differencesOf(
  expected: unknown,
  actual: unknown,
  path: string,
): readonly Omit<Difference, 'exchange'>[] {
  const [left, right] = [membersOf(expected), membersOf(actual)];
  if (left === null || right === null || Array.isArray(expected) !== Array.isArray(actual)) {
    return Object.is(expected, actual) ? [] : [{ path, expected, actual }];
  }
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) =>
    differencesOf(left.get(key), right.get(key), path === '' ? key : `${path}.${key}`),
  );
}

const nameOf = (exchange: unknown): string => String(membersOf(exchange)?.get('name') ?? '');

/** Returns everything in which two transcripts differ, in the order of the exchanges. */
export function compareTranscripts(
  expected: readonly unknown[],
  actual: readonly unknown[],
): readonly Difference[] {
  const count = Math.max(expected.length, actual.length);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const exchange = nameOf(expected[index]) || nameOf(actual[index]);
    return differencesOf(expected[index], actual[index], '').map((found) => ({
      exchange,
      ...found,
    }));
  });
}

/** Returns the differences that are not known, and the known ones that no longer exist. */
export function checkDifferences(
  found: readonly Difference[],
  known: readonly KnownDifference[],
): { readonly unknown: readonly Difference[]; readonly gone: readonly KnownDifference[] } {
  const matches = (rule: KnownDifference, { exchange, path }: Difference) =>
    rule.path === path && rule.exchange.test(exchange);
  return {
    unknown: found.filter((each) => !known.some((rule) => matches(rule, each))),
    gone: known.filter((rule) => !found.some((each) => matches(rule, each))),
  };
}

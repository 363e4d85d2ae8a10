function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Returns a value as JSON with the keys of all objects sorted and without undefined fields, so that
 * equal values are one text; undefined is `null`.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value ?? null, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Returns an input as plain JSON with the keys of all objects sorted and without undefined fields,
 * so that equal questions have equal URLs.
 */
export function canonicalInput(input: unknown): unknown {
  return input === undefined ? undefined : JSON.parse(JSON.stringify(input, sortKeys));
}

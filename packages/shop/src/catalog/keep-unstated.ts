/** Merges two versions: fields without a column come from `before`, the rest from `after`. */
export function keepUnstated<Part extends object, Name extends keyof Part>(
  after: Part,
  before: Pick<Part, Name> | undefined,
  unstated: ReadonlySet<Name>,
): Part {
  if (before === undefined) return after;
  const merged = { ...after };
  for (const name of unstated) merged[name] = before[name];
  return merged;
}

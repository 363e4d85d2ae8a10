/** How long an answer that is the same for every visitor is kept. */
const LIFETIME_MS = 60_000;

/**
 * Returns a function that loads once a minute, for answers that are the same for every visitor and
 * stand on every page. A failure is not kept.
 */
export function keep<Source, Value>(
  load: (source: Source) => Promise<Value>,
): (source: Source) => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly until: number } | undefined;
  return (source) => {
    if (kept !== undefined && kept.until > Date.now()) return kept.value;
    const entry = { value: load(source), until: Date.now() + LIFETIME_MS };
    kept = entry;
    entry.value.catch(() => {
      if (kept === entry) kept = undefined;
    });
    return entry.value;
  };
}

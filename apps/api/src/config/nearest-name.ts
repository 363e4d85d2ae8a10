/** Returns the edit distance of two texts. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...left].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const removed = (previous[column + 1] ?? 0) + 1;
      const added = (current[column] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/**
 * Returns the name that a mistyped one probably means, or nothing when none is near. The prefix
 * does not count, so `TRASTIENDA_PORT` finds `PORT`.
 */
export function nearestName(
  name: string,
  candidates: readonly string[],
  prefix: string,
): string | undefined {
  const bare = (text: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text);
  const [nearest] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(bare(name), bare(candidate)) }))
    .sort((left, right) => left.distance - right.distance);
  // Up to a third of wrong letters is a typo.
  const isNear = nearest !== undefined && nearest.distance <= Math.ceil(bare(name).length / 3);
  return isNear ? nearest.candidate : undefined;
}

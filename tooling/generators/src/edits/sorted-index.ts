const compare = (a: string, b: string): number => {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return first < second ? -1 : Number(first > second);
};

/**
 * Returns where a name belongs among others: in its place when they are sorted, otherwise at the
 * end. Members without a name, such as spreads, stay before it.
 */
export function sortedIndex(names: readonly (string | null)[], name: string): number {
  const known = names.filter((each) => each !== null);
  const isSorted = known.every(
    (each, index) => index === 0 || compare(known[index - 1] ?? '', each) <= 0,
  );
  if (!isSorted || known.length < 2) return names.length;
  const index = names.findIndex((each) => each !== null && compare(each, name) > 0);
  return index < 0 ? names.length : index;
}

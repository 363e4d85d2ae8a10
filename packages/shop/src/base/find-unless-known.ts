/** Returns the known state with this id, or finds it; null when there is no id. */
export async function findUnlessKnown<State extends { readonly id: string }>(
  id: string | null,
  known: State | null | undefined,
  find: (id: string) => Promise<State | null>,
): Promise<State | null> {
  if (id === null) return null;
  return known?.id === id ? known : find(id);
}

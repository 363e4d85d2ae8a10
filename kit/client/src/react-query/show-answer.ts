import type { InferDataFromTag, QueryClient, QueryKey } from '@tanstack/react-query';

export interface ShownAnswer<Key extends QueryKey> {
  readonly queryKey: Key;
  /** What the mutation has returned: the state after it. */
  readonly answer: InferDataFromTag<unknown, Key>;
  /** When the mutation was called, by `Date.now()`. */
  readonly calledAt: number;
}

/**
 * Shows what a mutation has returned as the data of a live query. When the query has received other
 * data since the call, either may be the newer one, so the query is read again instead: an update of
 * what the mutation has set off can arrive before the answer, and is not sent again.
 *
 * @example
 * useMutation({
 *   mutationFn: (text: string) => client.notes.edit.mutate({ id, text }),
 *   onMutate: () => Date.now(),
 *   onSuccess: (answer, _, calledAt) =>
 *     showAnswer(queryClient, { queryKey: api.notes.get.queryKey({ id }), answer, calledAt }),
 * });
 */
export function showAnswer<Key extends QueryKey>(
  queryClient: QueryClient,
  { queryKey, answer, calledAt }: ShownAnswer<Key>,
): void {
  const { dataUpdatedAt = 0 } = queryClient.getQueryState(queryKey) ?? {};
  if (dataUpdatedAt < calledAt) queryClient.setQueryData<unknown>(queryKey, answer);
  else void queryClient.invalidateQueries({ queryKey, exact: true });
}

import type { InferDataFromTag, QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Calls a mutation, and shows what it returns, the state after it, as the data of a live query. When the
 * query has received other data since the call, either may be the newer one, so the query is read again
 * instead: an update of what the mutation has set off can arrive before the answer, and is not sent
 * again. Resolves with the answer once it is shown, and rejects as the call does.
 *
 * @example
 * useMutation({
 *   mutationFn: (text: string) =>
 *     showAnswer(queryClient, api.notes.get.queryKey({ id }), () => client.notes.edit.mutate({ id, text })),
 * });
 */
export async function showAnswer<
  Key extends QueryKey,
  Answer extends InferDataFromTag<unknown, Key>,
>(queryClient: QueryClient, queryKey: Key, call: () => Promise<Answer>): Promise<Answer> {
  const countUpdates = () => queryClient.getQueryState(queryKey)?.dataUpdateCount ?? 0;
  const before = countUpdates();
  const answer = await call();
  if (countUpdates() === before) {
    // A read that is on its way may be older, and would be shown instead.
    await queryClient.cancelQueries({ queryKey, exact: true });
    queryClient.setQueryData<unknown>(queryKey, answer);
  } else {
    await queryClient.invalidateQueries({ queryKey, exact: true });
  }
  return answer;
}

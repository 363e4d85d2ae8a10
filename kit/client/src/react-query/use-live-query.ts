import { hashKey, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LiveQueryOptions } from '../react/query-bindings/query-bindings.ts';

/**
 * Reads a query that stays live while the component is shown: `data` is replaced whenever the answer
 * has changed. All live queries of a client share one stream.
 *
 * @example
 * const { data, error } = useLiveQuery(api.notes.get.liveOptions({ id }));
 */
export function useLiveQuery<Output, Failure>(
  options: LiveQueryOptions<Output, Failure>,
): UseQueryResult<Output, Failure> {
  const queryClient = useQueryClient();
  const latest = useRef(options);
  latest.current = options;
  const key = hashKey(options.query.queryKey);
  const isEnabled = options.query.enabled !== false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for path and input.
  useEffect(() => {
    if (!isEnabled) return;
    const { query, watch } = latest.current;
    return watch({
      onData: (data) => {
        // An answer that is on its way may be older, and would be shown instead.
        void queryClient.cancelQueries({ queryKey: query.queryKey, exact: true });
        queryClient.setQueryData<unknown>(query.queryKey, data);
      },
      // Fails there as every other call does.
      onError: () => void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }),
    });
  }, [key, isEnabled, queryClient]);
  return useQuery(options.query);
}

import { ConflictError, isDatabaseFault } from '@trastienda/shop-db';

/**
 * Transaction work whose first attempt receives state that is already committed and guards its
 * writes by it. When that attempt fails, the next one reads the state again: it may have changed
 * since.
 */
export function withCommittedState<State, Result>(
  state: State | null,
  work: (state: State | null) => Promise<Result>,
): () => Promise<Result> {
  let handed = state;
  return async () => {
    const given = handed;
    handed = null;
    if (given === null) return work(null);
    try {
      return await work(given);
    } catch (error) {
      if (isDatabaseFault(error)) throw error;
      throw new ConflictError('A transaction failed with state committed before.', {
        cause: error,
      });
    }
  };
}

import { ConflictError } from './conflict-error.ts';
import { isDatabaseFault } from './faults.ts';

/**
 * Transaction work whose first attempt receives state that is already committed and guards its
 * writes by it. When that attempt fails, the next one reads the state again: it may have changed
 * since. `mayBeStale` reads in the failed attempt's transaction whether the state is to blame; by
 * default it always may be.
 */
export function withCommittedState<State, Result>(
  state: State | null,
  work: (state: State | null) => Promise<Result>,
  mayBeStale: () => Promise<boolean> = async () => true,
): () => Promise<Result> {
  let handed = state;
  return async () => {
    const given = handed;
    handed = null;
    if (given === null) return work(null);
    try {
      return await work(given);
    } catch (error) {
      // After a fault the transaction may be over, and can read nothing.
      if (isDatabaseFault(error) || !(await mayBeStale())) throw error;
      throw new ConflictError('A transaction failed with state committed before.', {
        cause: error,
      });
    }
  };
}

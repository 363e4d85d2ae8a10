import type { WriteContext } from '../txn/write-context.ts';
import type { CommandCall } from './command-call.ts';

/** Runs a write in the command's transaction, or as a commit of its own. */
export function runWrite<T>(call: CommandCall, run: (ctx: WriteContext) => T): Promise<T> {
  const { engine } = call.services;
  if (call.transaction) {
    const context = engine.contextOf(call.transaction);
    return new Promise((resolve) => resolve(run(context)));
  }
  return engine.write(run, call.deadline);
}

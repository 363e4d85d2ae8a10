import type { Coroutine } from '../scheduling/coroutine.ts';
import { runCoroutine } from '../scheduling/coroutine.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import type { CommandCall } from './command-call.ts';
import { timeSliceOf } from './time-slice-of.ts';

/** Runs a write in the command's transaction, or as its own commit. */
export function runWrite<T>(call: CommandCall, run: (ctx: WriteContext) => T): Promise<T> {
  const { engine } = call.services;
  if (call.transaction) {
    const context = engine.contextOf(call.transaction);
    return new Promise((resolve) => resolve(run(context)));
  }
  return engine.write(run, call.deadline);
}

/** Works like {@link runWrite} for long writes that yield. */
export async function runWriteCooperatively<T>(
  call: CommandCall,
  run: (ctx: WriteContext) => Coroutine<T>,
): Promise<T> {
  const { engine } = call.services;
  const { transaction } = call;
  if (!transaction) return engine.writeCooperatively(run, call.deadline);
  const slice = timeSliceOf(call);
  return runCoroutine(run(engine.contextOf(transaction)), () =>
    // The transaction may be aborted during a yield. Without this check, nothing would release the
    // keys claimed after that.
    slice.pause()?.then(() => void engine.contextOf(transaction)),
  );
}

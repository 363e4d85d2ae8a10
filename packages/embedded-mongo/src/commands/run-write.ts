import type { Turns } from '../scheduling/turns.ts';
import { runInTurns } from '../scheduling/turns.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import type { CommandCall } from './command-call.ts';
import { sliceOf } from './slice-of.ts';

/** Runs a write in the command's transaction, or as a commit of its own. */
export function runWrite<T>(call: CommandCall, run: (ctx: WriteContext) => T): Promise<T> {
  const { engine } = call.services;
  if (call.transaction) {
    const context = engine.contextOf(call.transaction);
    return new Promise((resolve) => resolve(run(context)));
  }
  return engine.write(run, call.deadline);
}

/** As {@link runWrite}, for a write that may take long: others have a turn wherever it yields. */
export async function runWriteInTurns<T>(
  call: CommandCall,
  run: (ctx: WriteContext) => Turns<T>,
): Promise<T> {
  const { engine } = call.services;
  const { transaction } = call;
  if (!transaction) return engine.writeInTurns(run, call.deadline);
  const slice = sliceOf(call);
  return runInTurns(run(engine.contextOf(transaction)), () =>
    // It may have been aborted in the meantime: what it claims then, nobody would let go of.
    slice.pause()?.then(() => void engine.contextOf(transaction)),
  );
}

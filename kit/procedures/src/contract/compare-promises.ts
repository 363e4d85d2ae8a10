import { IDENTITY_REASONS, KEY_REASONS, RECENT_REASONS } from '../declarations/promised-reasons.ts';
import type { Change, ProcedureContract } from './contract.ts';

type Idempotency = ProcedureContract['idempotency'];

/** Reasons that follow from other promises, whose change says it. */
const IMPLIED: ReadonlySet<string> = new Set([
  ...IDENTITY_REASONS,
  ...KEY_REASONS,
  ...RECENT_REASONS,
]);

const compatible = (what: string): Change => ({ kind: 'compatible', what });
const breaking = (what: string): Change => ({ kind: 'breaking', what });

/**
 * Compares reasons of failure. A new one is compatible: clients know that a newer server may send
 * others. One that another takes the place of is not: who handles it no longer does.
 */
export function compareReasons(
  before: readonly string[],
  after: readonly string[],
): readonly Change[] {
  const gone = before.filter((reason) => !after.includes(reason) && !IMPLIED.has(reason));
  const added = after.filter((reason) => !before.includes(reason) && !IMPLIED.has(reason));
  if (gone.length > 0 && added.length > 0) {
    const what = `fails with ${added.join(', ')} and no longer with ${gone.join(', ')}`;
    return [breaking(what)];
  }
  return [
    ...gone.map((reason) => compatible(`no longer fails with ${reason}`)),
    ...added.map((reason) => compatible(`may fail with ${reason}`)),
  ];
}

/** Whether calls of clients that know the old promise stay as safe to send and to repeat. */
function keepsIdempotency(before: Idempotency, after: Idempotency): boolean {
  return before === 'none' ? after === 'natural' : before === 'key' && after === 'natural';
}

function compareIdempotency(before: Idempotency, after: Idempotency): readonly Change[] {
  if (before === after || before === undefined || after === undefined) return [];
  const what = `idempotency is ${after}, was ${before}`;
  return [keepsIdempotency(before, after) ? compatible(what) : breaking(what)];
}

function compareAccess(before: string, after: string): readonly Change[] {
  if (before === after) return [];
  const what = `access is ${after}, was ${before}`;
  return [after === 'public' ? compatible(what) : breaking(what)];
}

const show = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));

/** Promises of which any change is compatible, and listed. */
const LISTED = ['deadline', 'cost', 'limits', 'hasTags', 'cache'] as const;

/** Compares what a procedure promises beside its input and output. */
export function comparePromises(
  before: ProcedureContract,
  after: ProcedureContract,
): readonly Change[] {
  const changes: Change[] = [];
  if (before.type !== after.type) {
    changes.push(breaking(`is a ${after.type}, was a ${before.type}`));
  }
  if (before.http !== after.http) {
    changes.push(breaking(`REST route is ${after.http ?? 'none'}, was ${before.http ?? 'none'}`));
  }
  if (before.isResumable !== after.isResumable) {
    // Clients receive values with ids in another form, and resume by them.
    changes.push(breaking(`values ${after.isResumable === true ? 'now' : 'no longer'} have ids`));
  }
  if (before.takesForm !== after.takesForm) {
    const form = 'form data';
    const [now, then] = after.takesForm === true ? [form, 'JSON'] : ['JSON', form];
    changes.push(breaking(`input is ${now}, was ${then}`));
  }
  if (before.session !== after.session) {
    changes.push(breaking(`session is ${show(after.session)}, was ${show(before.session)}`));
  }
  changes.push(...compareAccess(before.access, after.access));
  if (before.recent !== after.recent) {
    changes.push(
      after.recent === true
        ? breaking('requires a recent proof of identity')
        : compatible('no longer requires a recent proof of identity'),
    );
  }
  changes.push(...compareIdempotency(before.idempotency, after.idempotency));
  changes.push(...compareReasons(before.errors, after.errors));
  for (const promise of LISTED) {
    const [now, then] = [show(after[promise]), show(before[promise])];
    if (now !== then) changes.push(compatible(`${promise} is ${now}, was ${then}`));
  }
  return changes;
}

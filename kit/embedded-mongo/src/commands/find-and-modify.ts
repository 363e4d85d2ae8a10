import type { Document } from '../bson/document.ts';
import type { CompiledFilter } from '../language/index.ts';
import { failedToParse } from '../mongo-error.ts';
import type { QuerySpec } from '../query/query.ts';
import type { StoredDocument } from '../query/stored-document.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import { StatementResults } from '../transactions/retry-record.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import type { UpdateSpec } from '../writes/modify.ts';
import { runDelete, runUpdate } from '../writes/modify.ts';
import type { CommandCall } from './command-call.ts';
import { ensureCollection } from './create-collection.ts';
import type { WriteInterruption } from './fail-points.ts';
import { ConnectionClosedByFailPoint } from './fail-points.ts';
import { compileFields } from './find.ts';
import { letVariables } from './let-variables.ts';
import { collectionNameOf } from './namespace.ts';
import { runWriteCooperatively } from './run-write.ts';
import { arrayFiltersOf, updateOf } from './update.ts';
import { flag, optionalDocument } from './values.ts';

export const FIND_AND_MODIFY_FIELDS = [
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'bypassDocumentValidation',
  'bypassEmptyTsReplacement',
  'collation',
  'arrayFilters',
  'hint',
  'let',
] as const;

function checkOptions(command: Document): void {
  const isRemove = flag(command, 'remove');
  const hasUpdate = command.update !== undefined;
  if (isRemove && hasUpdate) {
    throw failedToParse("Cannot specify both an 'update' and 'remove'=true");
  }
  if (!isRemove && !hasUpdate) {
    throw failedToParse("Either an 'update' or 'remove'=true must be specified");
  }
  if (isRemove && flag(command, 'upsert')) {
    throw failedToParse("Cannot specify both 'upsert'=true and 'remove'=true");
  }
  if (isRemove && flag(command, 'new')) {
    throw failedToParse(
      "Cannot specify both 'new'=true and 'remove'=true; 'remove' always returns the deleted document",
    );
  }
}

/** Parses a findAndModify into a query and an update, which is absent for a removal. */
export function findAndModifySpec(command: Document): { query: QuerySpec; update?: UpdateSpec } {
  checkOptions(command);
  const query: QuerySpec = {
    filter: optionalDocument(command, 'query') ?? {},
    sort: optionalDocument(command, 'sort'),
    hint: command.hint,
    collation: optionalDocument(command, 'collation'),
    vars: letVariables(command),
    limit: 1,
  };
  if (command.update === undefined) return { query };
  const update: UpdateSpec = {
    ...query,
    update: updateOf(command.update, 'findAndModify.update'),
    arrayFilters: arrayFiltersOf(command),
    keepsEmptyTimestamps: flag(command, 'bypassEmptyTsReplacement'),
    isMulti: false,
    isUpsert: flag(command, 'upsert'),
  };
  return { query, update };
}

function projected(
  command: Document,
  document: StoredDocument | undefined,
  filter: CompiledFilter,
): Document | null {
  if (!document) return null;
  const projection = compileFields(optionalDocument(command, 'fields'), { filter });
  return projection ? projection.apply(document.document) : document.document;
}

function* modify(call: CommandCall, ctx: WriteContext, name: string): Coroutine<Document> {
  const { command } = call;
  const { query, update } = findAndModifySpec(command);
  const namespace = `${call.database}.${name}`;
  const { engine } = call.services;
  if (!update) {
    const { deleted, filter } = yield* runDelete(ctx, engine, namespace, query);
    return {
      lastErrorObject: { n: deleted.length },
      value: projected(command, deleted[0], filter),
    };
  }
  const result = yield* runUpdate(ctx, engine, namespace, update, () =>
    ensureCollection(ctx, call.database, name),
  );
  const shown = flag(command, 'new') ? result.after : result.before;
  return {
    lastErrorObject: {
      n: result.upserted ? 1 : result.matched,
      updatedExisting: result.matched > 0,
      ...(result.upserted ? { upserted: result.upserted.document._id } : {}),
    },
    value: projected(command, shown, result.filter),
  };
}

/** The findAndModify command (manual: reference/command/findAndModify/). */
export async function findAndModify(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  let interruption: WriteInterruption | undefined;
  const answer = await runWriteCooperatively(call, function* (ctx) {
    const statements = new StatementResults(ctx, call.retry);
    interruption = statements.isNew(0) ? call.services.failPoints.takeInterruption() : undefined;
    if (interruption === 'before') throw new ConnectionClosedByFailPoint();
    let reply = statements.find(0);
    if (!reply) {
      reply = yield* modify(call, ctx, name);
      statements.add(0, reply);
    }
    statements.save();
    return statements.retriedIds.length > 0 ? { ...reply, retriedStmtId: 0 } : reply;
  });
  if (interruption) throw new ConnectionClosedByFailPoint();
  return answer;
}

import { numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { badValue, mongoError } from '../mongo-error.ts';
import type { QuerySpec } from '../query/query.ts';
import type { Coroutine } from '../scheduling/coroutine.ts';
import type { WriteContext } from '../transactions/write-context.ts';
import { insertDocument, prepareInsert } from '../writes/document-writer.ts';
import { runDelete, runUpdate } from '../writes/modify.ts';
import { replyWithDocuments } from './collections.ts';
import type { CommandCall } from './command-call.ts';
import { ensureCollection } from './create-collection.ts';
import { withTimestamps } from './insert.ts';
import { checkFields } from './known-fields.ts';
import { letVariables } from './let-variables.ts';
import { namespaceOf } from './namespace.ts';
import { arrayFiltersOf, updateOf } from './update.ts';
import { documentsOf, flag, optionalDocument, requireArray, requireDocument } from './values.ts';
import type { BatchOutcome } from './write-batch.ts';
import { runBatch } from './write-batch.ts';

export const BULK_WRITE_FIELDS = [
  'ops',
  'nsInfo',
  'ordered',
  'bypassDocumentValidation',
  'bypassEmptyTsReplacement',
  'let',
  'errorsOnly',
  'cursor',
] as const;

const OPERATION_FIELDS: ReadonlySet<string> = new Set([
  'insert',
  'document',
  'update',
  'filter',
  'sort',
  'updateMods',
  'multi',
  'upsert',
  'arrayFilters',
  'constants',
  'hint',
  'collation',
  'delete',
  'sampleId',
]);

interface Target {
  readonly database: string;
  readonly collection: string;
  readonly namespace: string;
}

function targetsOf(call: CommandCall): Target[] {
  const infos = documentsOf(requireArray(call.command, 'nsInfo'), 'bulkWrite.nsInfo');
  return infos.map(({ ns }) => {
    if (typeof ns !== 'string' || !ns.includes('.')) {
      throw mongoError(73, `Invalid namespace specified '${String(ns)}'`);
    }
    const dot = ns.indexOf('.');
    const database = ns.slice(0, dot);
    const collection = ns.slice(dot + 1);
    return { database, collection, namespace: namespaceOf(database, collection) };
  });
}

type OperationKind = 'insert' | 'update' | 'delete';

function kindOf(operation: Document): OperationKind {
  const [kind] = Object.keys(operation);
  if (kind === 'insert' || kind === 'update' || kind === 'delete') return kind;
  throw mongoError(9, `BulkWrite: the operation '${kind ?? ''}' is not known`);
}

function queryOf(operation: Document, vars: Document | undefined): QuerySpec {
  const constants = optionalDocument(operation, 'constants');
  return {
    filter: requireDocument(operation, 'filter', 'bulkWrite'),
    hint: operation.hint,
    sort: optionalDocument(operation, 'sort'),
    collation: optionalDocument(operation, 'collation'),
    vars: constants ? { ...vars, ...constants } : vars,
  };
}

function* runOperation(
  call: CommandCall,
  ctx: WriteContext,
  operation: Document,
  targets: readonly Target[],
): Coroutine<Document> {
  checkFields('bulkWrite.ops', operation, OPERATION_FIELDS);
  const kind = kindOf(operation);
  const target = targets[numberOf(operation[kind]) ?? -1];
  if (!target) throw badValue('BulkWrite ops entry does not refer to an nsInfo entry');
  const { database, collection, namespace } = target;
  const ensure = () => ensureCollection(ctx, database, collection);
  if (kind === 'insert') {
    const document = withTimestamps(call, ctx, optionalDocument(operation, 'document') ?? {});
    insertDocument(ctx, ensure(), prepareInsert(undefined, document));
    return { n: 1, kind };
  }
  const isMulti = flag(operation, 'multi');
  const query = queryOf(operation, letVariables(call.command));
  const { engine } = call.services;
  if (kind === 'delete') {
    const limit = isMulti ? undefined : 1;
    const { deleted } = yield* runDelete(ctx, engine, namespace, { ...query, limit });
    return { n: deleted.length, kind };
  }
  const spec = {
    ...query,
    update: updateOf(operation.updateMods, 'bulkWrite.updateMods'),
    arrayFilters: arrayFiltersOf(operation),
    keepsEmptyTimestamps: flag(call.command, 'bypassEmptyTsReplacement'),
    isMulti,
    isUpsert: flag(operation, 'upsert'),
  };
  const result = yield* runUpdate(ctx, engine, namespace, spec, ensure);
  if (!result.upserted) return { n: result.matched, nModified: result.modified, kind };
  return { n: 1, nModified: 0, upserted: { _id: result.upserted.document._id }, kind };
}

function sumOf(outcome: BatchOutcome, field: string, isCounted: (result: Document) => boolean) {
  let sum = 0;
  for (const result of outcome.results.values()) {
    if (isCounted(result)) sum += numberOf(result[field]) ?? 0;
  }
  return sum;
}

/** Returns one document per operation that the client asked for, in order. */
function resultDocuments(outcome: BatchOutcome, isErrorsOnly: boolean): Document[] {
  const documents: Document[] = [];
  if (!isErrorsOnly) {
    for (const [idx, { kind: _kind, ...result }] of outcome.results) {
      documents.push({ ok: 1, idx, ...result });
    }
  }
  for (const { index, ...error } of outcome.writeErrors) {
    documents.push({ ok: 0, idx: index, ...error, n: 0 });
  }
  return documents.sort((a, b) => (numberOf(a.idx) ?? 0) - (numberOf(b.idx) ?? 0));
}

/** The bulkWrite command (manual: reference/command/bulkWrite/). */
export async function bulkWrite(call: CommandCall): Promise<Document> {
  const { command } = call;
  const operations = documentsOf(requireArray(command, 'ops'), 'bulkWrite.ops');
  const targets = targetsOf(call);
  if (call.retry && operations.some((operation) => flag(operation, 'multi'))) {
    throw badValue('Cannot use retryable writes with multi: true');
  }
  const outcome = await runBatch(call, operations.length, (ctx, index) =>
    runOperation(call, ctx, operations[index] ?? {}, targets),
  );
  const documents = resultDocuments(outcome, flag(command, 'errorsOnly'));
  const reply = await replyWithDocuments(call, 'admin.$cmd.bulkWrite', documents);
  const of = (kind: OperationKind) => (result: Document) => result.kind === kind;
  const isUpsert = (result: Document) => result.upserted !== undefined;
  let upserted = 0;
  for (const result of outcome.results.values()) if (isUpsert(result)) upserted += 1;
  return {
    ...reply,
    nErrors: outcome.writeErrors.length,
    nInserted: sumOf(outcome, 'n', of('insert')),
    nMatched: sumOf(outcome, 'n', (result) => result.kind === 'update' && !isUpsert(result)),
    nModified: sumOf(outcome, 'nModified', of('update')),
    nUpserted: upserted,
    nDeleted: sumOf(outcome, 'n', of('delete')),
    ...(outcome.retriedIds.length > 0 ? { retriedStmtIds: outcome.retriedIds } : {}),
  };
}

import { insertDocument, prepareInsert } from '../query/document-writer.ts';
import type { Document } from '../semantics/index.ts';
import type { CommandCall } from './command-call.ts';
import { ensureCollection } from './create-collection.ts';
import { collectionNameOf } from './namespace.ts';
import { documentsOf, requireArray } from './values.ts';
import { batchReply, runBatch, total } from './write-batch.ts';

/** The insert command (manual: reference/command/insert/). */
export async function insert(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const documents = documentsOf(requireArray(call.command, 'documents'), 'insert.documents');
  const raw = call.sequences.get('documents');
  const outcome = await runBatch(call, documents.length, (ctx, index) => {
    const stored = prepareInsert(raw?.[index], documents[index] ?? {});
    insertDocument(ctx, ensureCollection(ctx, call.database, name), stored);
    return { n: 1 };
  });
  return batchReply(total(outcome, 'n'), outcome);
}

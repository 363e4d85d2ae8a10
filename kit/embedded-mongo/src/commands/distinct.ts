import { MAX_DOCUMENT_BYTES } from '../bson/bson-codec.ts';
import type { Document } from '../bson/document.ts';
import type { Collation } from '../language/index.ts';
import { encodeLossyKey, valuesAtPath, valuesEqual } from '../language/index.ts';
import { mongoError } from '../mongo-error.ts';
import { prepareQuery } from '../query/query.ts';
import type { CommandCall } from './command-call.ts';
import { collectionNameOf } from './namespace.ts';
import { withReadTarget } from './read-target.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { optionalDocument, requireString } from './values.ts';

export const DISTINCT_FIELDS = ['key', 'query', 'collation', 'hint'] as const;

/** Set of distinct values. Equal numbers of different types count as one. */
class ValueSet {
  readonly values: unknown[] = [];
  private readonly byKey = new Map<string, unknown[]>();
  private readonly collation: Collation | undefined;

  constructor(collation: Collation | undefined) {
    this.collation = collation;
  }

  add(value: unknown): void {
    const { bytes } = encodeLossyKey([value], [1], this.collation);
    const key = Buffer.from(bytes).toString('latin1');
    const candidates = this.byKey.get(key);
    if (candidates?.some((other) => valuesEqual(other, value, this.collation))) return;
    if (candidates) candidates.push(value);
    else this.byKey.set(key, [value]);
    this.values.push(value);
  }
}

/** The distinct command (manual: reference/command/distinct/). */
export function distinct(call: CommandCall): Promise<Document> {
  const { command } = call;
  const namespace = `${call.database}.${collectionNameOf(call)}`;
  const key = requireString(command, 'key');
  const collation = optionalDocument(command, 'collation');
  const filter = optionalDocument(command, 'query') ?? {};
  return withReadTarget(call, namespace, async (target) => {
    const query = prepareQuery({ filter, collation, hint: command.hint }, target);
    const seen = new ValueSet(query.collation);
    const slice = timeSliceOf(call);
    let bytes = 0;
    for (const document of query.run()) {
      if (document) {
        const before = seen.values.length;
        for (const value of valuesAtPath(document.document, key)) {
          if (value !== undefined) seen.add(value);
        }
        if (seen.values.length > before) bytes += document.raw.length;
      }
      const pause = slice.pause();
      if (pause) await pause;
    }
    if (bytes > MAX_DOCUMENT_BYTES && seen.values.length > 0) assertFits(seen.values);
    return { values: seen.values };
  });
}

function assertFits(values: readonly unknown[]): void {
  const size = values.reduce<number>((sum, value) => sum + roughSize(value), 0);
  if (size > MAX_DOCUMENT_BYTES) throw mongoError(17217, 'distinct too big, 16mb cap');
}

function roughSize(value: unknown): number {
  return typeof value === 'string' ? value.length + 12 : 16;
}

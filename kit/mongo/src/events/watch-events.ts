import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '@trastienda/base';
import type { Connection, Model, mongo } from 'mongoose';
import type { EventDocument, EventLogDocument } from './event-document.ts';

/** A committed event, as all processes hear of it at once. */
export interface CommittedEvent
  extends Pick<EventDocument, 'aggregate' | 'aggregateId' | 'sequence' | 'type'> {
  readonly tags: readonly string[];
}

/**
 * A collection whose changes are no events, such as one that is written often, and still affect
 * answers.
 */
export interface WatchedCollection<Document extends { readonly _id: string } = never> {
  /** Name of the collection. */
  readonly name: string;
  /** Names of the fields that `tagsOf` reads beside `_id`. */
  readonly fields: readonly Exclude<keyof Document & string, '_id'>[];
  /**
   * Returns the tags of the answers that a change affects. Only documents that were inserted or
   * replaced as a whole have `fields`: of others, removed ones for example, only `_id` is known.
   */
  readonly tagsOf: (document: Pick<Document, '_id'> & Partial<Document>) => readonly string[];
}

/** What a process does with the news of the change stream. None of its functions may throw. */
export interface EventWatcher {
  /** An event was committed. Not in the order of the log, and once per process. */
  onCommitted?(event: CommittedEvent): void;
  /**
   * The answers with these tags may have changed: by an event, or in a watched collection. Of an
   * event of this process also as soon as it is committed, so that a caller who waited for that
   * reads nothing older.
   */
  onTouched?(tags: readonly string[]): void;
  /** The log ends at this position now. */
  onLogged?(last: number): void;
  /** From here on everything is heard; what was committed before may have been missed. */
  onLive?(): void;
  /** From here on, until `onLive`, nothing is heard. */
  onBroken?(error: unknown): void;
}

export interface EventWatch {
  /**
   * Hears of committed events by a change stream of this process, which is opened again when it
   * breaks. Resolves when it is closed for good.
   */
  watch(watcher: EventWatcher, signal: AbortSignal): Promise<void>;
}

const BACKOFF = { firstMs: 500, longestMs: 5_000 };

interface Change {
  readonly ns?: { readonly coll: string };
  readonly documentKey?: { readonly _id: unknown };
  readonly fullDocument?: Partial<EventDocument>;
  readonly updateDescription?: { readonly updatedFields?: Partial<EventLogDocument> };
}

interface WatchedNames {
  readonly events: string;
  readonly log: string;
  readonly watched: readonly WatchedCollection[];
}

/** Only the fields that are read: carts, for example, are larger than their tags. */
function createPipeline({ events, log, watched }: WatchedNames): mongo.Document[] {
  const ofEvents = ['aggregate', 'aggregateId', 'sequence', 'type', 'tags', 'last'];
  const fields = [...ofEvents, ...watched.flatMap((each): readonly string[] => each.fields)];
  return [
    {
      $match: {
        $or: [
          { 'ns.coll': events, operationType: 'insert' },
          { 'ns.coll': log, operationType: { $in: ['insert', 'update'] } },
          {
            'ns.coll': { $in: watched.map(({ name }) => name) },
            operationType: { $in: ['insert', 'replace', 'update', 'delete'] },
          },
        ],
      },
    },
    {
      $project: {
        'ns.coll': 1,
        documentKey: 1,
        ...Object.fromEntries(fields.map((field) => [`fullDocument.${field}`, 1])),
        'updateDescription.updatedFields.last': 1,
      },
    },
  ];
}

export function createEventWatch(options: {
  readonly events: Model<EventDocument>;
  readonly log: Model<EventLogDocument>;
  readonly watched: readonly WatchedCollection[];
  readonly connection: Connection;
}): EventWatch & {
  /** Tells the watchers of this process that answers with these tags may have changed. */
  readonly touch: (tags: readonly string[]) => void;
} {
  const watchers = new Set<EventWatcher>();
  const { connection, watched } = options;
  const events = options.events.collection.collectionName;
  const log = options.log.collection.collectionName;
  const byName = new Map(watched.map((each) => [each.name, each]));

  const tell = (tags: readonly string[], watcher: EventWatcher) => {
    if (tags.length > 0) watcher.onTouched?.(tags);
  };

  function report(change: Change, watcher: EventWatcher): void {
    const { ns, documentKey, fullDocument, updateDescription } = change;
    const other = byName.get(ns?.coll ?? '');
    if (other !== undefined) {
      // The document has the fields of its collection, whatever they are.
      tell(other.tagsOf({ ...documentKey, ...fullDocument } as never), watcher);
      return;
    }
    if (ns?.coll === log) {
      const last = fullDocument === undefined ? updateDescription?.updatedFields : fullDocument;
      const position = last !== undefined && 'last' in last ? last.last : undefined;
      if (typeof position === 'number') watcher.onLogged?.(position);
      return;
    }
    const { aggregate, aggregateId, sequence, type, tags = [] } = fullDocument ?? {};
    if (aggregate === undefined || aggregateId === undefined) return;
    if (sequence === undefined || type === undefined) return;
    watcher.onCommitted?.({ aggregate, aggregateId, sequence, type, tags });
    tell(tags, watcher);
  }

  /** Runs one stream to its end; rejects with the reason, and resolves when the signal is aborted. */
  async function run(watcher: EventWatcher, signal: AbortSignal, onLive: () => void) {
    const database = connection.db;
    if (database === undefined) throw new Error('The connection is closed.');
    const stream = database.watch<mongo.Document, mongo.ChangeStreamDocument>(
      createPipeline({ events, log, watched }),
    );
    let onAbort = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = resolve;
        // The answer to its opening has the first token.
        stream.once('resumeTokenChanged', onLive);
        stream.on('change', (change) => report(change as Change, watcher));
        stream.on('error', reject);
        stream.on('close', () => reject(new Error('The change stream was closed.')));
        signal.addEventListener('abort', onAbort);
        if (signal.aborted) resolve();
      });
    } finally {
      // The signal lasts longer than the stream.
      signal.removeEventListener('abort', onAbort);
      stream.removeAllListeners();
      stream.on('error', () => {});
      await stream.close().catch(() => {});
    }
  }

  return {
    touch(tags) {
      for (const watcher of watchers) tell(tags, watcher);
    },
    async watch(watcher, signal) {
      let failures = 0;
      watchers.add(watcher);
      while (!signal.aborted) {
        try {
          await run(watcher, signal, () => {
            failures = 0;
            watcher.onLive?.();
          });
        } catch (error) {
          failures += 1;
          watcher.onBroken?.(error);
          // Rejects when the signal is aborted, which ends the loop.
          await sleep(backoffMs(BACKOFF, failures), undefined, { signal }).catch(() => {});
        }
      }
      watchers.delete(watcher);
    },
  };
}

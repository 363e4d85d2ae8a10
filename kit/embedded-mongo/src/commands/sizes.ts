import type { Document } from '../bson/document.ts';
import { badValue, mongoError, notSupported } from '../mongo-error.ts';
import type { TimeSlice } from '../scheduling/time-slice.ts';
import { DATA_PREFIX_BYTES, dataRange } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { CommandCall } from './command-call.ts';
import { collectionNameOf, namespaceOf } from './namespace.ts';
import type { ReadTarget } from './read-target.ts';
import { withReadTarget } from './read-target.ts';
import { timeSliceOf } from './time-slice-of.ts';
import { flag, optionalCount, requireString } from './values.ts';

/** Sizes in bytes, without the overhead of the storage. */
interface Sizes {
  readonly count: number;
  readonly size: number;
  readonly indexSizes: Readonly<Record<string, number>>;
  readonly totalIndexSize: number;
}

async function sizesOf({ collection, view }: ReadTarget, slice: TimeSlice): Promise<Sizes> {
  const sumOf = async (id: number): Promise<{ count: number; keys: number; values: number }> => {
    const sum = { count: 0, keys: 0, values: 0 };
    for (const { key, value } of entriesOf(view, dataRange(id))) {
      sum.count += 1;
      sum.keys += key.length - DATA_PREFIX_BYTES;
      sum.values += value.length;
      const pause = slice.pause();
      if (pause) await pause;
    }
    return sum;
  };
  const indexSizes: Record<string, number> = {};
  if (!collection) return { count: 0, size: 0, indexSizes, totalIndexSize: 0 };
  const documents = await sumOf(collection.id);
  let totalIndexSize = 0;
  for (const { id, name, isClustered } of collection.indexes) {
    const { keys, values } = isClustered ? { keys: documents.keys, values: 0 } : await sumOf(id);
    indexSizes[name] = keys + values;
    totalIndexSize += keys + values;
  }
  return { count: documents.count, size: documents.values, indexSizes, totalIndexSize };
}

/**
 * Returns the divisor for sizes.
 *
 * @throws {MongoError} 2 when it is not a positive integer.
 */
function scaleOf(command: Document): number {
  const scale = optionalCount(command, 'scale') ?? 1;
  if (scale < 1) throw badValue("BSON field 'scale' value must be >= 1");
  return scale;
}

function average(size: number, count: number): number {
  return count === 0 ? 0 : Math.floor(size / count);
}

/** The collStats command (manual: reference/command/collStats/). */
export function collStats(call: CommandCall): Promise<Document> {
  const namespace = `${call.database}.${collectionNameOf(call)}`;
  return withReadTarget(call, namespace, async (target) => {
    const sizes = await sizesOf(target, timeSliceOf(call));
    const { count, size, indexSizes, totalIndexSize } = sizes;
    const scale = scaleOf(call.command);
    const scaled = (bytes: number): number => Math.floor(bytes / scale);
    return {
      ns: namespace,
      size: scaled(size),
      count,
      avgObjSize: average(size, count),
      storageSize: scaled(size),
      capped: false,
      nindexes: target.collection?.indexes.length ?? 0,
      indexDetails: {},
      indexSizes: Object.fromEntries(
        Object.entries(indexSizes).map(([name, bytes]) => [name, scaled(bytes)]),
      ),
      totalIndexSize: scaled(totalIndexSize),
      totalSize: scaled(size + totalIndexSize),
      scaleFactor: scale,
    };
  });
}

/** The dataSize command (manual: reference/command/dataSize/), for whole collections. */
export function dataSize(call: CommandCall): Promise<Document> {
  const { command } = call;
  const namespace = requireString(command, call.name);
  const dot = namespace.indexOf('.');
  if (dot < 1) throw mongoError(73, `Invalid namespace specified '${namespace}'`);
  namespaceOf(namespace.slice(0, dot), namespace.slice(dot + 1));
  for (const bound of ['keyPattern', 'min', 'max']) {
    if (command[bound] !== undefined) throw notSupported(`dataSize with "${bound}"`);
  }
  const startedAt = Date.now();
  return withReadTarget(call, namespace, async (target) => {
    const { count, size } = await sizesOf(target, timeSliceOf(call));
    // Sizes are always exact, even when an estimate is requested.
    return {
      estimate: flag(command, 'estimate'),
      size,
      numObjects: count,
      millis: Date.now() - startedAt,
      maxReached: false,
    };
  });
}

/** The dbStats command (manual: reference/command/dbStats/). */
export async function dbStats(call: CommandCall): Promise<Document> {
  const collections = call.services.engine.catalog.ofDatabase(call.database);
  const slice = timeSliceOf(call);
  const scale = scaleOf(call.command);
  let objects = 0;
  let dataSize = 0;
  let indexSize = 0;
  for (const { namespace } of collections) {
    const sizes = await withReadTarget(call, namespace, (target) => sizesOf(target, slice));
    objects += sizes.count;
    dataSize += sizes.size;
    indexSize += sizes.totalIndexSize;
  }
  return {
    db: call.database,
    collections: collections.length,
    views: 0,
    objects,
    avgObjSize: average(dataSize, objects),
    dataSize: dataSize / scale,
    storageSize: dataSize / scale,
    indexes: collections.reduce((sum, { indexes }) => sum + indexes.length, 0),
    indexSize: indexSize / scale,
    totalSize: (dataSize + indexSize) / scale,
    scaleFactor: scale,
  };
}

import type { Document } from '../../bson/document.ts';
import { failedToParse, immutableField } from '../../mongo-error.ts';
import { compileUpdatePipeline } from '../pipelines/update-pipeline.ts';
import { valuesEqual } from '../values/compare.ts';
import { describe } from '../values/describe.ts';
import { isIdentical } from '../values/identical.ts';
import { checkArrayFilterUse, compileArrayFilters } from './array-filters.ts';
import { fillEmptyTimestamps } from './empty-timestamps.ts';
import { checkIdValue } from './id-value.ts';
import { parseOperators } from './update-parser.ts';
import { PathClaims } from './update-path.ts';
import { applyRename } from './update-rename.ts';
import type { CompiledUpdate, UpdateOptions } from './update-types.ts';
import { checkTopLevelName, UpdateWalk } from './update-walk.ts';

/** Puts `_id` first, as MongoDB does. */
function withIdFirst(doc: Document): Document {
  if (doc._id === undefined || Object.keys(doc)[0] === '_id') return doc;
  const { _id, ...rest } = doc;
  return { _id, ...rest };
}

function compileReplacement(given: Document, options: UpdateOptions): CompiledUpdate {
  const update = options.keepsEmptyTimestamps
    ? given
    : fillEmptyTimestamps(given, options.now ?? new Date());
  for (const name of Object.keys(update)) {
    checkTopLevelName(name);
  }
  checkIdValue(update._id);
  return {
    kind: 'replacement',
    needsPosition: false,
    apply: (before) => {
      const doc = replaceDocument(before, update);
      return { doc, modified: !isIdentical(before, doc) };
    },
  };
}

/**
 * Returns the new content with the old `_id`.
 *
 * @throws {MongoError} 66 when the new content has another `_id`.
 */
function replaceDocument(before: Document, after: Document): Document {
  if (before._id === undefined) return withIdFirst({ ...after });
  if (after._id === undefined) {
    const { _id: _, ...rest } = after;
    return { _id: before._id, ...rest };
  }
  if (!valuesEqual(before._id, after._id)) {
    throw immutableField(
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${describe(after._id)}`,
    );
  }
  return withIdFirst({ ...after });
}

function compilePipelineUpdate(
  stages: readonly Document[],
  options: UpdateOptions,
): CompiledUpdate {
  if (options.arrayFilters && options.arrayFilters.length > 0) {
    throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
  }
  const run = compileUpdatePipeline(stages, options);
  return {
    kind: 'pipeline',
    needsPosition: false,
    apply: (before, context) => {
      const after = run(before, context.now);
      checkIdValue(after._id);
      const doc = replaceDocument(before, after);
      return { doc, modified: !isIdentical(before, doc) };
    },
  };
}

function compileOperatorUpdate(update: Document, options: UpdateOptions): CompiledUpdate {
  const steps = parseOperators(update, options);
  const paths = steps.map((step) => step.path);
  const filters = compileArrayFilters(options);
  checkArrayFilterUse(filters, paths, update);
  const isDynamic = paths.some((path) => path.steps.some((step) => step.kind !== 'field'));
  return {
    kind: 'operators',
    needsPosition: paths.some((path) => path.steps.some((step) => step.kind === 'position')),
    apply: (before, context) => {
      // Only `$`, `$[]` and `$[id]` can resolve to paths that did not overlap when they were
      // parsed.
      const claims = isDynamic && steps.length > 1 ? new PathClaims() : undefined;
      const walk = new UpdateWalk(before, filters, context, claims);
      for (const { leaf, rename, path, onInsertOnly } of steps) {
        if (onInsertOnly && !context.isUpsertInsert) continue;
        if (rename) applyRename(walk, rename);
        else if (leaf) walk.apply(path, leaf);
      }
      const after = walk.root;
      if (after._id !== before._id) {
        if (before._id !== undefined && !isIdentical(before._id, after._id)) {
          throw immutableField(
            `Performing an update on the path '_id' would modify the immutable field '_id'`,
          );
        }
        checkIdValue(after._id);
      }
      return { doc: withIdFirst(after), modified: after !== before };
    },
  };
}

/**
 * Compiles an update: operators, a replacement document, or a pipeline (manual:
 * reference/operator/update/). Applying it never changes its input. It fails with 2, 14 or 28 for
 * values that the operator cannot process, and with 66 for a change of `_id`.
 *
 * @throws {MongoError} 9 for an unknown operator, 40 for conflicting paths, 2, 14, 52 or 56 for
 *   invalid paths and operands.
 */
export function compileUpdate(
  update: Document | readonly Document[],
  options: UpdateOptions = {},
): CompiledUpdate {
  if (isPipeline(update)) return compilePipelineUpdate(update, options);
  const [first] = Object.keys(update);
  if (first?.startsWith('$')) return compileOperatorUpdate(update, options);
  return compileReplacement(update, options);
}

function isPipeline(update: Document | readonly Document[]): update is readonly Document[] {
  return Array.isArray(update);
}

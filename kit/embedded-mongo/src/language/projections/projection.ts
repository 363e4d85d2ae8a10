import type { Document } from '../../bson/document.ts';
import { mongoError } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { rootScope } from '../expressions/expression.ts';
import type { CompiledFilter } from '../filters/filter-types.ts';
import { projectArray } from './projection-arrays.ts';
import { type ParsedProjection, ProjectionParser } from './projection-parser.ts';
import { exclude, include } from './projection-tree.ts';
import type { CompiledProjection } from './projection-types.ts';

/** Context of a find projection. */
export interface ProjectionOptions extends EvaluationOptions {
  /** The query's filter, to which the positional `$` refers. */
  readonly filter?: CompiledFilter | undefined;
}

function applier(
  parsed: ParsedProjection,
  options: EvaluationOptions,
): (doc: Document) => Document {
  const scopeOf = rootScope(options);
  return parsed.kind === 'inclusion'
    ? (doc) => include(doc, parsed.tree, scopeOf(doc))
    : (doc) => exclude(doc, parsed.tree, scopeOf(doc));
}

/**
 * Compiles a find projection (manual: reference/method/db.collection.find/#projection). Applying it
 * fails with 51246 when the positional `$` has no position.
 *
 * @throws {MongoError} 31249 or 31250 for path collisions, 31253 or 31254 for mixed inclusion and
 *   exclusion, 31276 for two positional operators.
 */
export function compileProjection(
  spec: Document,
  options: ProjectionOptions = {},
): CompiledProjection {
  if (Object.keys(spec).length === 0) {
    return { isIdentity: true, needsPosition: false, apply: (doc) => doc };
  }
  const parsed = new ProjectionParser('find', options).parse(spec);
  const project = applier(parsed, options);
  const { arrays } = parsed;
  return {
    isIdentity:
      parsed.kind === 'exclusion' && parsed.tree.children.size === 0 && arrays.length === 0,
    needsPosition: arrays.some((projection) => projection.kind === 'positional'),
    apply: (doc, match) => {
      let projected = project(doc);
      for (const projection of arrays) {
        projected = projectArray(
          projected,
          projection,
          () => (match ?? options.filter?.matchWithPositions(doc))?.arrayIndex,
        );
      }
      return projected;
    },
  };
}

/** Compiles the projection of `$project` (manual: reference/operator/aggregation/project/). */
export function compileProjectStage(
  spec: Document,
  options: EvaluationOptions,
): (doc: Document) => Document {
  if (Object.keys(spec).length === 0) {
    throw mongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  return applier(new ProjectionParser('aggregate', options).parse(spec), options);
}

import type { Document } from '../../bson/document.ts';
import { mongoError } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { compileDocumentStage, stageParts } from './stages/document-stages.ts';

const ALLOWED = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/**
 * Compiles an update pipeline (manual: tutorial/update-documents-with-aggregation-pipeline/).
 *
 * @throws {MongoError} 72 for a stage that updates may not use.
 */
export function compileUpdatePipeline(
  stages: readonly Document[],
  options: EvaluationOptions,
): (doc: Document, now: Date) => Document {
  const compile = (at: EvaluationOptions): ((doc: Document) => Document)[] =>
    stages.map((stage) => {
      const { name, spec } = stageParts(stage);
      const change = ALLOWED.has(name) ? compileDocumentStage(name, spec, at) : undefined;
      if (!change) throw mongoError(72, `${name} is not allowed to be used within an update`);
      return change;
    });
  let compiledAt = options.now ?? new Date();
  let changes = compile({ ...options, now: compiledAt });
  return (doc, now) => {
    if (now.getTime() !== compiledAt.getTime()) {
      compiledAt = now;
      changes = compile({ ...options, now });
    }
    return changes.reduce((changed, change) => change(changed), doc);
  };
}

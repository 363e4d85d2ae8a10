import type { Document } from '../../bson/document.ts';
import { mongoError, notSupported, searchNotEnabled } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { compileExpression, rootScope } from '../expressions/expression.ts';
import { isObject } from '../values/value-type.ts';
import {
  type InnerPipeline,
  mapStage,
  type Stage,
  type StageContext,
  streamOf,
} from './stage-types.ts';
import { compileDocumentStage, stageParts } from './stages/document-stages.ts';
import { SEARCH_STAGES, STAGES, UNSUPPORTED_STAGES } from './stages/index.ts';
import { mergeTargetOf } from './stages/merge.ts';
import { literalDocuments } from './stages/simple-stages.ts';
import type { CompiledPipeline, DocumentStream, PipelineHost, PipelineOptions } from './types.ts';

function compileStage(spec: Document, context: StageContext): Stage {
  const { name, spec: operand } = stageParts(spec);
  const change = compileDocumentStage(name, operand, context.options);
  if (change) return mapStage(name, change);
  const factory = STAGES.get(name);
  if (factory) return factory(operand, context, name);
  if (SEARCH_STAGES.has(name)) throw searchNotEnabled(`the stage ${name}`);
  if (UNSUPPORTED_STAGES.has(name)) throw notSupported(`the stage ${name}`);
  throw mongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

function filterOf(stages: readonly Document[]): {
  readonly filter: Document;
  readonly count: number;
} {
  const filters: Document[] = [];
  for (const stage of stages) {
    const filter = stage.$match;
    if (!isObject(filter)) break;
    filters.push(filter);
  }
  const [first] = filters;
  if (first === undefined) return { filter: {}, count: 0 };
  return { filter: filters.length === 1 ? first : { $and: filters }, count: filters.length };
}

function checkStagePositions(stages: readonly Stage[], isInner: boolean): void {
  stages.forEach((stage, i) => {
    if (stage.name !== '$merge') return;
    if (isInner)
      throw mongoError(40601, `${stage.name} is not allowed to be used within a nested pipeline`);
    if (i !== stages.length - 1) {
      throw mongoError(40601, `${stage.name} can only be the final stage in the pipeline`);
    }
  });
}

function chain(
  stages: readonly Stage[],
): (input: DocumentStream, host: PipelineHost) => DocumentStream {
  return (input, host) => stages.reduce((stream, stage) => stage.run(stream, host), input);
}

const context = (options: EvaluationOptions): StageContext => ({ options, compileInner });

function compileInner(specs: readonly Document[], options: EvaluationOptions): InnerPipeline {
  const stages = specs.map((spec) => compileStage(spec, context(options)));
  checkStagePositions(stages, true);
  return {
    leadingFilter: filterOf(specs).filter,
    collections: stages.flatMap((stage) => stage.collections ?? []),
    stageNames: stages.map((stage) => stage.name),
    run: chain(stages),
  };
}

/** Evaluates `$documents` at the head of a pipeline once. */
function ownDocuments(
  specs: readonly Document[],
  options: EvaluationOptions,
): Document[] | undefined {
  const [first] = specs;
  if (!first || !Object.hasOwn(first, '$documents')) return undefined;
  const evaluate = compileExpression(first.$documents, options);
  return literalDocuments(evaluate(rootScope(options)({})));
}

/**
 * Compiles an aggregation pipeline (manual: reference/operator/aggregation-pipeline/).
 *
 * @throws {MongoError} 40323 or 40324 for an unknown stage, 115 for a refused one, and the errors
 *   of the stages.
 */
export function compilePipeline(
  specs: readonly Document[],
  options: PipelineOptions = {},
): CompiledPipeline {
  const at = { ...options, now: options.now ?? new Date() };
  const own = ownDocuments(specs, at);
  const rest = own ? specs.slice(1) : specs;
  const stages = rest.map((spec) => compileStage(spec, context(at)));
  checkStagePositions(stages, false);
  const { filter, count } = filterOf(rest);
  const sort = rest[count]?.$sort;
  const run = chain(stages);
  return {
    leadingFilter: filter,
    leadingSort: isObject(sort) ? sort : undefined,
    hasOwnInput: own !== undefined,
    collections: stages.flatMap((stage) => stage.collections ?? []),
    mergesInto: mergeTargetOf(rest.at(-1)),
    run: (input, host) => run(own ? streamOf(own, host.pause) : input, host),
  };
}

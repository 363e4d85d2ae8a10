import type { Document } from '../../bson/document.ts';
import type { Pause } from '../../scheduling/coroutine.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import type { DocumentStream, PipelineHost } from './types.ts';

/** One stage of a pipeline. */
export interface Stage {
  readonly name: string;
  /** Other collections that the stage reads or writes. */
  readonly collections?: readonly string[];
  run(input: DocumentStream, host: PipelineHost): DocumentStream;
}

/** Compilation services for stages. */
export interface StageContext {
  readonly options: EvaluationOptions;
  /** Compiles a pipeline inside a stage: `$lookup`, `$facet`, `$unionWith`. */
  compileInner(stages: readonly Document[], options: EvaluationOptions): InnerPipeline;
}

/** A pipeline inside a stage. */
export interface InnerPipeline {
  readonly leadingFilter: Document;
  readonly collections: readonly string[];
  readonly stageNames: readonly string[];
  run(input: DocumentStream, host: PipelineHost): DocumentStream;
}

/** Compiles a stage from its specification. */
export type StageFactory = (spec: unknown, context: StageContext, name: string) => Stage;

/** Builds a stage that maps each document to one document. */
export function mapStage(name: string, change: (doc: Document) => Document): Stage {
  return {
    name,
    async *run(input) {
      for await (const doc of input) yield change(doc);
    },
  };
}

/** Collects all documents of a stream. */
export async function collect(stream: DocumentStream): Promise<Document[]> {
  const docs: Document[] = [];
  for await (const doc of stream) docs.push(doc);
  return docs;
}

/** Streams documents from memory and yields to the event loop. */
export async function* streamOf(docs: Iterable<Document>, pause: Pause): AsyncGenerator<Document> {
  for (const doc of docs) {
    const paused = pause();
    if (paused) await paused;
    yield doc;
  }
}

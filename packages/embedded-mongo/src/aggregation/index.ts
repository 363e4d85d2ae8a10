export { compilePipeline } from './pipeline.ts';
export type {
  CompiledPipeline,
  DocumentStream,
  MergeTarget,
  PipelineHost,
  PipelineOptions,
} from './types.ts';
export { evaluateLet } from './variables.ts';

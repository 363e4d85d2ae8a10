export { compilePipeline } from './pipeline.ts';
export type {
  CompiledPipeline,
  DocumentStream,
  MergeTarget,
  PipelineHost,
} from './types.ts';
export { evaluateLet } from './variables.ts';

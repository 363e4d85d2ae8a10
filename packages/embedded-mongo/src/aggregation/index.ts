export { compilePipeline } from './pipeline.ts';
export type {
  CompiledPipeline,
  DocumentStream,
  MergeDecision,
  MergeTarget,
  PipelineHost,
} from './types.ts';
export { evaluateLet } from './variables.ts';

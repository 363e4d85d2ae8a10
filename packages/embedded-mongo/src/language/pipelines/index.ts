export { evaluateLet } from '../expressions/variables.ts';
export { compilePipeline } from './pipeline.ts';
export type {
  CompiledPipeline,
  DocumentStream,
  MergeDecision,
  MergeTarget,
  PipelineHost,
} from './types.ts';

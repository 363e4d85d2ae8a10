import type { SourceFile } from 'ts-morph';
import { requireVariables } from '../edits/find-nodes.ts';

/**
 * Returns the expression of what use cases and jobs depend on.
 * @throws {GeneratorError} when the file declares no `deps`.
 */
export function depsIn(file: SourceFile): string {
  requireVariables(file, ['deps']);
  return 'deps';
}

import type { Document } from '../bson/document.ts';
import { evaluateLet } from '../language/index.ts';
import { optionalDocument } from './values.ts';

/** Evaluates a command's `let`. Its expressions have no document. */
export function letVariables(command: Document): Document | undefined {
  const spec = optionalDocument(command, 'let');
  return spec && evaluateLet(spec);
}

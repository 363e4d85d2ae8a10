import type { Document } from '../bson/document.ts';
import { evaluateLet } from '../language/index.ts';
import { optionalDocument } from './values.ts';

/** The values of a command's `let`; its expressions see no document. */
export function letVariables(command: Document): Document | undefined {
  const spec = optionalDocument(command, 'let');
  return spec && evaluateLet(spec);
}

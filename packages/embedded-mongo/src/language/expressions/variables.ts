import type { Document } from '../../bson/document.ts';
import { failedToParse } from '../../mongo-error.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { compileExpression, rootScope } from './expression.ts';
import { checkVariableName } from './operators/conditional.ts';

/**
 * The values of a command's `let`, to be given as `vars` (manual: reference/command/find/, `let`).
 * The expressions see no document. Throws 9 for a name that no variable may have.
 */
export function evaluateLet(spec: Document, options: EvaluationOptions = {}): Document {
  const scope = rootScope(options)({});
  const values: Document = {};
  for (const name of Object.keys(spec)) {
    checkVariableName(name);
    const value = compileExpression(spec[name], options)(scope);
    if (value === undefined) throw failedToParse(`the variable '${name}' has no value`);
    values[name] = value;
  }
  return values;
}

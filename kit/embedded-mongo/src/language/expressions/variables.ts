import type { Document } from '../../bson/document.ts';
import { failedToParse } from '../../mongo-error.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import { compileExpression, rootScope } from './expression.ts';
import { checkVariableName } from './operators/conditional.ts';

/**
 * Evaluates a command's `let` to be passed as `vars` (manual: reference/command/find/, `let`). Its
 * expressions have no document.
 *
 * @throws {MongoError} 9 for an invalid variable name.
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

import type { Document } from '../../../bson/document.ts';
import { failedToParse, mongoError } from '../../../mongo-error.ts';
import type { EvaluationOptions } from '../../expressions/evaluation-options.ts';
import { compileExpression, rootScope } from '../../expressions/expression.ts';
import { compileProjectStage } from '../../projections/projection.ts';
import { addFields, projectionNode } from '../../projections/projection-tree.ts';
import { describe } from '../../values/describe.ts';
import { setField } from '../../values/fields.ts';
import { fieldsOf, isObject, stringOf, typeName } from '../../values/value-type.ts';
import { buildComputedTree } from '../computed-tree.ts';

/** Maps one document to another. */
export type ChangeDocument = (doc: Document) => Document;

type Factory = (spec: unknown, options: EvaluationOptions, name: string) => ChangeDocument;

const project: Factory = (spec, options) => {
  if (!isObject(spec)) throw mongoError(15969, '$project specification must be an object');
  return compileProjectStage(spec, options);
};

const addFieldsStage: Factory = (spec, options, name) => {
  if (!isObject(spec)) {
    throw mongoError(40272, `${name} specification stage must be an object, got ${typeName(spec)}`);
  }
  const tree = projectionNode();
  buildComputedTree(tree, spec, [], options);
  const scopeOf = rootScope(options);
  return (doc) => addFields(doc, tree, scopeOf(doc));
};

const unset: Factory = (spec, options) => {
  const names: readonly unknown[] = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0)
    throw mongoError(
      31119,
      '$unset specification must be a string or an array with at least one field',
    );
  const exclusion: Document = {};
  for (const name of names) {
    const text = stringOf(name);
    if (text === undefined)
      throw mongoError(
        31120,
        '$unset specification must be a string or an array containing only string values',
      );
    setField(exclusion, text, false);
  }
  return compileProjectStage(exclusion, options);
};

function replacing(expression: unknown, options: EvaluationOptions, name: string): ChangeDocument {
  const evaluate = compileExpression(expression, options);
  const scopeOf = rootScope(options);
  const what = name === '$replaceRoot' ? "'newRoot'" : "'replacement document'";
  return (doc) => {
    const root = evaluate(scopeOf(doc));
    if (isObject(root)) return fieldsOf(root);
    throw mongoError(
      40228,
      `${what} expression must evaluate to an object, but resulting value was: ${describe(root)}. Type of resulting value: '${typeName(root)}'.`,
    );
  };
}

const replaceRoot: Factory = (spec, options, name) => {
  if (!isObject(spec))
    throw mongoError(
      40229,
      `expected an object as specification for $replaceRoot stage, got ${typeName(spec)}`,
    );
  if (!Object.hasOwn(spec, 'newRoot'))
    throw mongoError(40231, 'no newRoot specified for the $replaceRoot stage');
  for (const key of Object.keys(spec)) {
    if (key !== 'newRoot')
      throw mongoError(40415, `BSON field '$replaceRoot.${key}' is an unknown field.`);
  }
  return replacing(spec.newRoot, options, name);
};

const FACTORIES: ReadonlyMap<string, Factory> = new Map<string, Factory>([
  ['$project', project],
  ['$addFields', addFieldsStage],
  ['$set', addFieldsStage],
  ['$unset', unset],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', replacing],
]);

/**
 * Returns the name and operand of a stage.
 *
 * @throws {MongoError} 40323 when it does not have exactly one field.
 */
export function stageParts(stage: unknown): { readonly name: string; readonly spec: unknown } {
  if (!isObject(stage))
    throw failedToParse("Each element of the 'pipeline' array must be an object");
  const names = Object.keys(stage);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw mongoError(
      40323,
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  return { name, spec: stage[name] };
}

/**
 * Compiles stages that process one document at a time, which update pipelines use too. Returns
 * `undefined` for other names.
 */
export function compileDocumentStage(
  name: string,
  spec: unknown,
  options: EvaluationOptions,
): ChangeDocument | undefined {
  return FACTORIES.get(name)?.(spec, options, name);
}

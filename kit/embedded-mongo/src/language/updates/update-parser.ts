import type { Document } from '../../bson/document.ts';
import { failedToParse } from '../../mongo-error.ts';
import { isObject, typeName } from '../values/value-type.ts';
import { addToSet, pop, pull, pullAll, push } from './update-array-operators.ts';
import {
  bitwise,
  currentDate,
  extreme,
  increment,
  multiply,
  setTo,
  unset,
} from './update-operators.ts';
import { compareUpdatePaths, PathClaims, parseUpdatePath, type UpdatePath } from './update-path.ts';
import { parseRename, type Rename } from './update-rename.ts';
import type { UpdateOptions } from './update-types.ts';
import type { UpdateLeaf } from './update-walk.ts';

/** One operator on one path. */
export interface UpdateStepAtPath {
  readonly path: UpdatePath;
  readonly leaf: UpdateLeaf | undefined;
  readonly rename: Rename | undefined;
  readonly onInsertOnly: boolean;
}

const OPERATORS = new Set([
  '$set',
  '$setOnInsert',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$currentDate',
  '$push',
  '$addToSet',
  '$pop',
  '$pull',
  '$pullAll',
  '$bit',
]);

function leafOf(
  operator: string,
  operand: unknown,
  path: string,
  options: UpdateOptions,
): UpdateLeaf {
  const { collation } = options;
  switch (operator) {
    case '$unset':
      return unset;
    case '$inc':
      return increment(operand, path);
    case '$mul':
      return multiply(operand, path);
    case '$min':
      return extreme(operand, -1, collation);
    case '$max':
      return extreme(operand, 1, collation);
    case '$currentDate':
      return currentDate(operand);
    case '$push':
      return push(operand, collation);
    case '$addToSet':
      return addToSet(operand, collation);
    case '$pop':
      return pop(operand, path);
    case '$pull':
      return pull(operand, options);
    case '$pullAll':
      return pullAll(operand, collation);
    case '$bit':
      return bitwise(operand, path);
    default:
      return setTo(operand);
  }
}

function checkOperators(update: Document): void {
  for (const operator of Object.keys(update)) {
    if (!OPERATORS.has(operator)) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isObject(update[operator])) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(update[operator])} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${typeName(update[operator])}}`,
      );
    }
  }
}

/**
 * Parses update operators into steps, in order of application.
 *
 * @throws {MongoError} 9 for an unknown operator, 40 for two operators on one path, and the errors
 *   of the operators.
 */
export function parseOperators(update: Document, options: UpdateOptions): UpdateStepAtPath[] {
  checkOperators(update);
  const steps: UpdateStepAtPath[] = [];
  const claims = new PathClaims();
  for (const operator of Object.keys(update)) {
    const fields = update[operator];
    if (!isObject(fields)) continue;
    for (const name of Object.keys(fields)) {
      const operand = fields[name];
      if (operator === '$rename') {
        const rename = parseRename(name, operand);
        claims.claim(rename.from.text);
        claims.claim(rename.to.text);
        steps.push({ path: rename.to, leaf: undefined, rename, onInsertOnly: false });
        continue;
      }
      const path = parseUpdatePath(name);
      claims.claim(path.text);
      const leaf = leafOf(operator, operand, name, options);
      steps.push({ path, leaf, rename: undefined, onInsertOnly: operator === '$setOnInsert' });
    }
  }
  return steps.sort((a, b) => compareUpdatePaths(a.path, b.path));
}

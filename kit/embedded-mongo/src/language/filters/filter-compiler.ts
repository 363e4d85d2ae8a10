import type { Document } from '../../bson/document.ts';
import { badValue, mongoError, notSupported } from '../../mongo-error.ts';
import { compileExpression, rootScope } from '../expressions/expression.ts';
import { isTrue } from '../expressions/truth.ts';
import { isDBRefField } from '../values/fields.ts';
import { fieldsOf, isObject, regexOf } from '../values/value-type.ts';
import {
  allOf,
  type CompiledNode,
  type Condition,
  negation,
  nodeOf,
  noneOf,
  onPath,
  onValue,
  valueCondition,
} from './filter-condition.ts';
import {
  comparison,
  isOperatorDocument,
  isRegex,
  regexCondition,
  regexOperator,
  simpleOperator,
} from './filter-operators.ts';
import type { FilterOptions } from './filter-types.ts';
import { equalToAny } from './value-predicates.ts';

/** Top-level filter operators that are refused by name. */
export const UNSUPPORTED_TOP_OPERATORS: ReadonlySet<string> = new Set([
  '$where',
  '$text',
  '$jsonSchema',
  '$sampleRate',
  '$function',
]);
/** Operators that apply to a whole document, never to an array element as a value. */
const DOCUMENT_OPERATORS: ReadonlySet<string> = new Set([
  ...UNSUPPORTED_TOP_OPERATORS,
  '$and',
  '$or',
  '$nor',
  '$expr',
  '$comment',
  '$alwaysTrue',
  '$alwaysFalse',
]);

/** Compiles the parts of a filter with the options of one command. */
export class FilterCompiler {
  private readonly options: FilterOptions;

  constructor(options: FilterOptions) {
    this.options = options;
  }

  /** Compiles a whole filter. */
  filter(filter: Document): CompiledNode {
    const nodes: CompiledNode[] = [];
    const fields = fieldsOf(filter);
    for (const name of Object.keys(fields)) {
      const value = fields[name];
      const node = name.startsWith('$') ? this.topLevel(name, value) : this.field(name, value);
      if (node) nodes.push(node);
    }
    return allOf(nodes);
  }

  private topLevel(name: string, value: unknown): CompiledNode | undefined {
    switch (name) {
      case '$and':
        return allOf(this.branches(name, value));
      case '$nor':
        return noneOf(this.branches(name, value), 'nor');
      case '$or':
        return this.anyOf(this.branches(name, value));
      case '$comment':
        return undefined;
      case '$expr':
        return this.expression(value);
      case '$alwaysTrue':
      case '$alwaysFalse':
        return { test: () => name === '$alwaysTrue', ast: { kind: 'other', operator: name } };
      case '$id':
        return onPath(name, comparison('eq', value, this.options.collation));
      case '$ref':
      case '$db':
        return onPath(name, comparison('eq', value, undefined));
      default:
        if (UNSUPPORTED_TOP_OPERATORS.has(name)) throw notSupported(name);
        throw badValue(
          `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
        );
    }
  }

  private branches(name: string, value: unknown): CompiledNode[] {
    if (!Array.isArray(value)) throw badValue(`${name} must be an array`);
    if (value.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
    return value.map((branch: unknown) => {
      if (!isObject(branch)) throw badValue('$or/$and/$nor entries need to be full objects');
      return this.filter(branch);
    });
  }

  private anyOf(nodes: readonly CompiledNode[]): CompiledNode {
    const [first] = nodes;
    if (first && nodes.length === 1) return first;
    const list = this.asList(nodes);
    if (list) return list;
    const tests = nodes.map((node) => node.test);
    return {
      ast: { kind: 'or', nodes: nodes.map((node) => node.ast) },
      // The positional `$` ignores where a branch matched.
      test: (doc) => {
        for (const test of tests) if (test(doc, undefined)) return true;
        return false;
      },
    };
  }

  /** Merges equalities on one path into one `$in`, as MongoDB does. */
  private asList(nodes: readonly CompiledNode[]): CompiledNode | undefined {
    const values: unknown[] = [];
    let path: string | undefined;
    for (const { ast } of nodes) {
      if (ast.kind !== 'eq' || isRegex(ast.value)) return undefined;
      if (path !== undefined && path !== ast.path) return undefined;
      path = ast.path;
      values.push(ast.value);
    }
    if (path === undefined) return undefined;
    const condition = valueCondition(equalToAny(values, this.options.collation), (at) => ({
      kind: 'in',
      path: at,
      values,
      regexes: [],
    }));
    return onPath(path, condition);
  }

  private expression(value: unknown): CompiledNode {
    if (this.options.isOnElement) throw mongoError(224, '$expr is not allowed in this context');
    const evaluate = compileExpression(value, this.options);
    const scopeOf = rootScope(this.options);
    return {
      test: (doc) => isTrue(evaluate(scopeOf(doc))),
      ast: { kind: 'other', operator: '$expr' },
    };
  }

  private field(path: string, value: unknown): CompiledNode {
    if (isRegex(value)) {
      const { pattern, options } = regexOf(value);
      return onPath(path, regexCondition(pattern, options));
    }
    if (isObject(value) && isOperatorDocument(value)) {
      return allOf(this.operators(path, value).map((condition) => onPath(path, condition)));
    }
    return onPath(path, comparison('eq', value, this.options.collation));
  }

  /** Compiles the conditions of an operator document. */
  private operators(path: string, operators: Document): Condition[] {
    const conditions: Condition[] = [];
    for (const name of Object.keys(operators)) {
      const operand = operators[name];
      const condition =
        simpleOperator(name, operand, path, this.options.collation) ??
        this.compoundOperator(name, operand, operators, path);
      if (condition) conditions.push(condition);
    }
    return conditions;
  }

  private compoundOperator(
    name: string,
    operand: unknown,
    siblings: Document,
    path: string,
  ): Condition | undefined {
    switch (name) {
      case '$not':
        return this.not(operand, path);
      case '$all':
        return this.all(operand, path);
      case '$elemMatch':
        return this.elemMatch(operand, path);
      case '$regex':
        return regexOperator(operand, siblings.$options);
      case '$options':
        if (!('$regex' in siblings)) throw badValue('$options needs a $regex');
        return undefined;
      case '$comment':
        return undefined;
      default:
        throw badValue(`unknown operator: ${name}`);
    }
  }

  private not(operand: unknown, path: string): Condition {
    if (isRegex(operand)) {
      const { pattern, options } = regexOf(operand);
      return negation(regexCondition(pattern, options));
    }
    if (!isObject(operand)) throw badValue('$not needs a regex or a document');
    const conditions = this.operators(path, operand);
    if (conditions.length === 0) throw badValue('$not cannot be empty');
    return negation(...conditions);
  }

  private all(operand: unknown, path: string): Condition {
    if (!Array.isArray(operand)) throw badValue('$all needs an array');
    const isElemMatch = (value: unknown): value is Document =>
      isObject(value) && Object.keys(fieldsOf(value))[0] === '$elemMatch';
    const areElemMatches = operand.length > 0 && isElemMatch(operand[0]);
    const conditions = operand.map((value: unknown): Condition => {
      if (areElemMatches) {
        if (!isElemMatch(value)) throw badValue('$all/$elemMatch has to be consistent');
        return this.elemMatch(value.$elemMatch, path);
      }
      if (isRegex(value)) {
        const { pattern, options } = regexOf(value);
        return regexCondition(pattern, options);
      }
      if (isObject(value) && isOperatorDocument(value)) {
        throw badValue('no $ expressions in $all');
      }
      return comparison('eq', value, this.options.collation);
    });
    if (conditions.length > 0) return { kind: 'and', conditions };
    return {
      kind: 'value',
      testsWholeArray: false,
      test: () => false,
      node: (at) => ({ kind: 'in', path: at, values: [], regexes: [] }),
    };
  }

  private elemMatch(operand: unknown, path: string): Condition {
    if (!isObject(operand)) throw badValue('$elemMatch needs an Object');
    const fields = fieldsOf(operand);
    const names = Object.keys(fields);
    const isValueForm =
      isOperatorDocument(operand) &&
      !DOCUMENT_OPERATORS.has(names[0] ?? '') &&
      !names.some(isDBRefField);
    return isValueForm ? this.elemMatchValue(fields, path) : this.elemMatchObject(fields);
  }

  private elemMatchValue(operand: Document, path: string): Condition {
    const condition: Condition = { kind: 'and', conditions: this.operators(path, operand) };
    const test = onValue(condition);
    return {
      kind: 'value',
      testsWholeArray: true,
      test: (value, details) => {
        if (!Array.isArray(value)) return false;
        const index = value.findIndex(test);
        if (index >= 0 && details) details.arrayIndex = index;
        return index >= 0;
      },
      node: (at) => ({ kind: 'elemMatch', path: at, form: 'value', node: nodeOf(condition, '') }),
    };
  }

  private elemMatchObject(operand: Document): Condition {
    if ('$expr' in operand) throw badValue('$expr can only be applied to the top-level document');
    const inner = this.filter(operand);
    return {
      kind: 'value',
      testsWholeArray: true,
      test: (value, details) => {
        if (!Array.isArray(value)) return false;
        const index = value.findIndex((element: unknown) => {
          // An array inside the array is matched as a document whose fields are its positions.
          if (Array.isArray(element)) return inner.test({ ...element }, undefined);
          return isObject(element) && inner.test(fieldsOf(element), undefined);
        });
        if (index >= 0 && details) details.arrayIndex = index;
        return index >= 0;
      },
      node: (at) => ({ kind: 'elemMatch', path: at, form: 'object', node: inner.ast }),
    };
  }
}

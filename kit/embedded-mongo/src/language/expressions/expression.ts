import type { Document } from '../../bson/document.ts';
import { mongoError, notSupported } from '../../mongo-error.ts';
import type { Collation } from '../values/collation-types.ts';
import { setField } from '../values/fields.ts';
import { fieldsOf, isObject, stringOf } from '../values/value-type.ts';
import type { EvaluationOptions } from './evaluation-options.ts';
import type { Binding, Expression, ExpressionCompiler, Scope } from './expression-types.ts';
import { fieldPathReader } from './field-path.ts';
import { OPERATORS, UNSUPPORTED_OPERATORS } from './operators/index.ts';

/** Variables of MongoDB that are refused by name. */
export const UNSUPPORTED_VARIABLES: ReadonlySet<string> = new Set([
  'CLUSTER_TIME',
  'JS_SCOPE',
  'IS_MR',
  'SEARCH_META',
  'USER_ROLES',
  'DESCEND',
  'PRUNE',
  'KEEP',
]);

function lookUp(bindings: Binding | undefined, name: string): unknown {
  for (let at = bindings; at; at = at.next) if (at.name === name) return at.value;
  return undefined;
}

class Compiler implements ExpressionCompiler {
  readonly collation: Collation | undefined;
  private readonly names: readonly string[];

  constructor(collation: Collation | undefined, names: readonly string[]) {
    this.collation = collation;
    this.names = names;
  }

  compile(spec: unknown, names: readonly string[] = []): Expression {
    if (names.length > 0)
      return new Compiler(this.collation, [...names, ...this.names]).compile(spec);
    const text = stringOf(spec);
    if (text?.startsWith('$$')) return this.variable(text.slice(2));
    if (text?.startsWith('$')) return this.field(text.slice(1));
    if (Array.isArray(spec)) return this.array(spec);
    if (isObject(spec)) return this.object(fieldsOf(spec));
    return () => spec;
  }

  private field(path: string): Expression {
    if (path === '') throw mongoError(16872, "'$' by itself is not a valid FieldPath");
    const read = fieldPathReader(path);
    return (scope) => read(scope.root);
  }

  private variable(text: string): Expression {
    const dot = text.indexOf('.');
    const name = dot < 0 ? text : text.slice(0, dot);
    const read = this.variableValue(name);
    if (dot < 0) return read;
    const rest = fieldPathReader(text.slice(dot + 1));
    return (scope) => {
      const value = read(scope);
      // A path through an array of documents returns the array of their values.
      return Array.isArray(value)
        ? value.map((element) => rest(element)).filter((found) => found !== undefined)
        : rest(value);
    };
  }

  private variableValue(name: string): Expression {
    if (name === '') throw mongoError(9, 'empty variable names are not allowed');
    if (this.names.includes(name)) return (scope) => lookUp(scope.bindings, name);
    switch (name) {
      case 'ROOT':
      case 'CURRENT':
        return (scope) => scope.root;
      case 'NOW':
        return (scope) => scope.now;
      case 'REMOVE':
        return () => undefined;
      default:
        if (UNSUPPORTED_VARIABLES.has(name)) throw notSupported(`the variable $$${name}`);
        throw mongoError(17276, `Use of undefined variable: ${name}`);
    }
  }

  private array(elements: readonly unknown[]): Expression {
    const compiled = elements.map((element) => this.compile(element));
    return (scope) =>
      compiled.map((element) => {
        const value = element(scope);
        return value === undefined ? null : value;
      });
  }

  private object(spec: Document): Expression {
    const names = Object.keys(spec);
    const [first] = names;
    if (names.some((name) => name.startsWith('$'))) {
      if (first === undefined || names.length > 1) {
        throw mongoError(
          15983,
          `an expression specification must contain exactly one field, the name of the expression. Found ${names.length} fields.`,
        );
      }
      return this.operator(first, spec[first]);
    }
    const fields = names.map((name) => {
      if (name.includes('.')) {
        throw mongoError(16405, `FieldPath field names may not contain '.'. Found: ${name}`);
      }
      return { name, expression: this.compile(spec[name]) };
    });
    return (scope) => {
      const result: Document = {};
      for (const { name, expression } of fields) {
        const value = expression(scope);
        if (value !== undefined) setField(result, name, value);
      }
      return result;
    };
  }

  private operator(name: string, operand: unknown): Expression {
    const make = OPERATORS.get(name);
    if (make) return make(operand, this, name);
    if (UNSUPPORTED_OPERATORS.has(name)) throw notSupported(`the expression ${name}`);
    throw mongoError(168, `Unrecognized expression '${name}'`);
  }
}

/**
 * Compiles an aggregation expression (manual: reference/operator/aggregation/). `names` are
 * variables that the caller binds in the scope, besides those of the command.
 *
 * @throws {MongoError} 168 for an unknown operator, 115 for a refused one, 17276 for an unknown
 *   variable.
 */
export function compileExpression(
  spec: unknown,
  options: EvaluationOptions,
  names: readonly string[] = [],
): Expression {
  return new Compiler(options.collation, [...names, ...Object.keys(options.vars ?? {})]).compile(
    spec,
  );
}

/**
 * Returns a function that creates the scope of a document, with the command's variables and time.
 */
export function rootScope(options: EvaluationOptions): (root: unknown) => Scope {
  let bindings: Binding | undefined;
  for (const [name, value] of Object.entries(options.vars ?? {})) {
    bindings = { name, value, next: bindings };
  }
  const now = options.now ?? new Date();
  return (root) => ({ root, now, bindings });
}

/** True for every operator of MongoDB, including refused ones. */
export function isKnownOperator(name: string): boolean {
  return OPERATORS.has(name) || UNSUPPORTED_OPERATORS.has(name);
}

import type { Collation } from '../values/collation-types.ts';

/** A variable by name, and those that were bound before it. */
export interface Binding {
  readonly name: string;
  readonly value: unknown;
  readonly next: Binding | undefined;
}

/** What an expression is evaluated against. */
export interface Scope {
  /** `$$ROOT`, the document at hand. */
  readonly root: unknown;
  /** `$$NOW`. */
  readonly now: Date;
  readonly bindings: Binding | undefined;
}

/** A compiled expression; `undefined` is the value of a missing field. */
export type Expression = (scope: Scope) => unknown;

/** What operators need while they are compiled. */
export interface ExpressionCompiler {
  readonly collation: Collation | undefined;
  /** Compiles an operand; `names` are variables that the caller binds in the scope. */
  compile(spec: unknown, names?: readonly string[]): Expression;
}

/** Makes the expression of an operator from its operand. */
export type Operator = (operand: unknown, compiler: ExpressionCompiler, name: string) => Expression;

/** A scope with one more variable. */
export function bind(scope: Scope, name: string, value: unknown): Scope {
  return { root: scope.root, now: scope.now, bindings: { name, value, next: scope.bindings } };
}

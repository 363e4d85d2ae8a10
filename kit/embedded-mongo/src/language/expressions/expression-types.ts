import type { Collation } from '../values/collation-types.ts';

/** A linked list of bound variables, the innermost first. */
export interface Binding {
  readonly name: string;
  readonly value: unknown;
  readonly next: Binding | undefined;
}

/** Evaluation context of an expression. */
export interface Scope {
  /** `$$ROOT`, the current document. */
  readonly root: unknown;
  /** `$$NOW`. */
  readonly now: Date;
  readonly bindings: Binding | undefined;
}

/** A compiled expression. It returns `undefined` for a missing field. */
export type Expression = (scope: Scope) => unknown;

/** Compilation services for operators. */
export interface ExpressionCompiler {
  readonly collation: Collation | undefined;
  /** Compiles an operand. `names` are variables that the caller binds in the scope. */
  compile(spec: unknown, names?: readonly string[]): Expression;
}

/** Compiles an operator with its operand. */
export type Operator = (operand: unknown, compiler: ExpressionCompiler, name: string) => Expression;

/** Returns a scope with one more variable. */
export function bind(scope: Scope, name: string, value: unknown): Scope {
  return { root: scope.root, now: scope.now, bindings: { name, value, next: scope.bindings } };
}

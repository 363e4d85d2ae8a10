import type { Document } from '../../bson/document.ts';
import { compilePath } from '../values/paths.ts';
import type { FilterNode } from './filter-types.ts';

/** Receives the array position at which a filter matched. */
export interface MatchDetails {
  arrayIndex: number | undefined;
}

/** Tests a document. */
export type DocumentTest = (doc: Document, details: MatchDetails | undefined) => boolean;

/** A test of a document, with its syntax tree for the planner. */
export interface CompiledNode {
  readonly test: DocumentTest;
  readonly ast: FilterNode;
}

/** One operator on one value. */
export interface ValueCondition {
  readonly kind: 'value';
  /** True for operators that test an array as a whole: `$size`, `$elemMatch`. */
  readonly testsWholeArray: boolean;
  test(value: unknown, details: MatchDetails | undefined): boolean;
  node(path: string): FilterNode;
}

/** A conjunction of conditions, or its negation. */
export interface GroupCondition {
  readonly kind: 'not' | 'and';
  readonly conditions: readonly Condition[];
}

/** The conditions on a path in an operator document such as `{ $gt: 1, $ne: 5 }`. */
export type Condition = ValueCondition | GroupCondition;

/** Builds a condition that depends on the value only. `node` is its syntax tree for the planner. */
export function valueCondition(
  test: (value: unknown) => boolean,
  node: (path: string) => FilterNode,
): ValueCondition {
  return { kind: 'value', testsWholeArray: false, test, node };
}

/** Negates conditions. */
export function negation(...conditions: Condition[]): GroupCondition {
  return { kind: 'not', conditions };
}

/** Combines tests with AND. Returns a single test unchanged. */
export function allOf(nodes: readonly CompiledNode[]): CompiledNode {
  const [first] = nodes;
  if (first && nodes.length === 1) return first;
  const tests = nodes.map((node) => node.test);
  return {
    ast: { kind: 'and', nodes: nodes.map((node) => node.ast) },
    test: (doc, details) => {
      for (const test of tests) if (!test(doc, details)) return false;
      return true;
    },
  };
}

/** Negates tests. Array positions matched inside are ignored. */
export function noneOf(nodes: readonly CompiledNode[], kind: 'not' | 'nor'): CompiledNode {
  const tests = nodes.map((node) => node.test);
  return {
    ast: { kind, nodes: nodes.map((node) => node.ast) },
    test: (doc) => {
      for (const test of tests) if (test(doc, undefined)) return false;
      return true;
    },
  };
}

function valueOnPath(path: string, condition: ValueCondition): CompiledNode {
  const walk = compilePath(path, condition.testsWholeArray ? 'whole' : 'traverse');
  const visit = (value: unknown): boolean => condition.test(value, undefined);
  return {
    ast: condition.node(path),
    test: (doc, details) => {
      if (!details) return walk(doc, visit);
      return walk(doc, (value, arrayIndex) => {
        if (!condition.test(value, details)) return false;
        if (arrayIndex !== undefined) details.arrayIndex = arrayIndex;
        return true;
      });
    },
  };
}

/** Applies a condition to the values of a path in a document. */
export function onPath(path: string, condition: Condition): CompiledNode {
  if (condition.kind === 'value') return valueOnPath(path, condition);
  const all = allOf(condition.conditions.map((inner) => onPath(path, inner)));
  return condition.kind === 'and' ? all : noneOf([all], 'not');
}

/** Applies a condition to one value without entering arrays, for `$elemMatch`. */
export function onValue(condition: Condition): (value: unknown) => boolean {
  if (condition.kind === 'value') return (value) => condition.test(value, undefined);
  const tests = condition.conditions.map(onValue);
  const isAll = (value: unknown): boolean => tests.every((test) => test(value));
  return condition.kind === 'and' ? isAll : (value) => !isAll(value);
}

/**
 * Builds the planner's syntax tree of a condition under `$elemMatch`. The element's own path is
 * empty.
 */
export function nodeOf(condition: Condition, path: string): FilterNode {
  if (condition.kind === 'value') return condition.node(path);
  const nodes = condition.conditions.map((inner) => nodeOf(inner, path));
  const [first] = nodes;
  const all: FilterNode = first && nodes.length === 1 ? first : { kind: 'and', nodes };
  return condition.kind === 'and' ? all : { kind: 'not', nodes: [all] };
}

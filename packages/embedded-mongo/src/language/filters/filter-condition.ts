import type { Document } from '../../bson/document.ts';
import { compilePath } from '../values/paths.ts';
import type { FilterNode } from './filter-types.ts';

/** Where a filter notes the place inside an array at which it matched. */
export interface MatchDetails {
  arrayIndex: number | undefined;
}

/** Decides about a document. */
export type DocumentTest = (doc: Document, details: MatchDetails | undefined) => boolean;

/** A test of a document together with what the planner may know about it. */
export interface CompiledNode {
  readonly test: DocumentTest;
  readonly ast: FilterNode;
}

/** One operator on one value. */
export interface ValueCondition {
  readonly kind: 'value';
  /** True for operators that look at an array as a whole: `$size`, `$elemMatch`. */
  readonly takesWholeArray: boolean;
  test(value: unknown, details: MatchDetails | undefined): boolean;
  node(path: string): FilterNode;
}

/** The negation of several conditions taken together, or several that must all hold. */
export interface GroupCondition {
  readonly kind: 'not' | 'and';
  readonly conditions: readonly Condition[];
}

/** What an operator document such as `{ $gt: 1, $ne: 5 }` says about a path. */
export type Condition = ValueCondition | GroupCondition;

/** A condition that only needs the value and that the planner knows as `node`. */
export function valueCondition(
  test: (value: unknown) => boolean,
  node: (path: string) => FilterNode,
): ValueCondition {
  return { kind: 'value', takesWholeArray: false, test, node };
}

/** `not` around conditions. */
export function negation(...conditions: Condition[]): GroupCondition {
  return { kind: 'not', conditions };
}

/** Combines tests; a single one stays itself. */
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

/** The opposite; what matched inside does not count as a place. */
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
  const walk = compilePath(path, condition.takesWholeArray ? 'whole' : 'traverse');
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

/** Applies a condition to the values that a path has in a document. */
export function onPath(path: string, condition: Condition): CompiledNode {
  if (condition.kind === 'value') return valueOnPath(path, condition);
  const all = allOf(condition.conditions.map((inner) => onPath(path, inner)));
  return condition.kind === 'and' ? all : noneOf([all], 'not');
}

/** Applies a condition to one value as it is, without entering arrays: inside `$elemMatch`. */
export function onValue(condition: Condition): (value: unknown) => boolean {
  if (condition.kind === 'value') return (value) => condition.test(value, undefined);
  const tests = condition.conditions.map(onValue);
  const isAll = (value: unknown): boolean => tests.every((test) => test(value));
  return condition.kind === 'and' ? isAll : (value) => !isAll(value);
}

/** What the planner sees of a condition under `$elemMatch`; the element's own path is empty. */
export function nodeOf(condition: Condition, path: string): FilterNode {
  if (condition.kind === 'value') return condition.node(path);
  const nodes = condition.conditions.map((inner) => nodeOf(inner, path));
  const [first] = nodes;
  const all: FilterNode = first && nodes.length === 1 ? first : { kind: 'and', nodes };
  return condition.kind === 'and' ? all : { kind: 'not', nodes: [all] };
}

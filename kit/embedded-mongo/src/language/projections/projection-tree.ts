import type { Document } from '../../bson/document.ts';
import type { Expression, Scope } from '../expressions/expression-types.ts';
import { getField, setField } from '../values/fields.ts';
import { fieldsOf, isObject } from '../values/value-type.ts';

/** Projection of one field, or of the fields below it. */
export interface ProjectionNode {
  readonly children: Map<string, ProjectionChild>;
}

/** `keep`: include it (or, in an exclusion, exclude it); an expression: compute it. */
export type ProjectionChild =
  | { readonly kind: 'keep' }
  | { readonly kind: 'expression'; readonly evaluate: Expression }
  | { readonly kind: 'node'; readonly node: ProjectionNode; hasExpression: boolean };

/** Creates an empty node. */
export function projectionNode(): ProjectionNode {
  return { children: new Map() };
}

const NO_FIELD = Symbol('no field');

function computed(child: ProjectionChild): boolean {
  return child.kind === 'expression' || (child.kind === 'node' && child.hasExpression);
}

function appendComputed(out: Document, node: ProjectionNode, scope: Scope, seen: Document): void {
  for (const [name, child] of node.children) {
    if (child.kind === 'expression') {
      const value = child.evaluate(scope);
      if (value !== undefined) setField(out, name, value);
    } else if (child.kind === 'node' && child.hasExpression && getField(seen, name) === undefined) {
      const nested: Document = {};
      appendComputed(nested, child.node, scope, {});
      setField(out, name, nested);
    }
  }
}

function includeValue(value: unknown, child: ProjectionChild, scope: Scope): unknown {
  if (child.kind === 'keep') return value;
  if (child.kind === 'expression') return NO_FIELD;
  if (Array.isArray(value)) {
    return value
      .map((element: unknown) => includeValue(element, child, scope))
      .filter((element) => element !== NO_FIELD);
  }
  if (isObject(value)) return include(fieldsOf(value), child.node, scope);
  if (!child.hasExpression) return NO_FIELD;
  return include({}, child.node, scope);
}

/** Keeps the fields of the tree, in the document's order, then appends the computed ones. */
export function include(doc: Document, node: ProjectionNode, scope: Scope): Document {
  const out: Document = {};
  for (const name of Object.keys(doc)) {
    const child = node.children.get(name);
    if (!child) continue;
    const value = includeValue(doc[name], child, scope);
    if (value !== NO_FIELD) setField(out, name, value);
  }
  appendComputed(out, node, scope, doc);
  return out;
}

function excludeValue(value: unknown, node: ProjectionNode): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => excludeValue(element, node));
  return isObject(value) ? exclude(fieldsOf(value), node) : value;
}

/**
 * Excludes the fields of the tree. The only expression in an exclusion is `$elemMatch`; its field
 * is appended.
 */
export function exclude(doc: Document, node: ProjectionNode, scope?: Scope): Document {
  const out: Document = {};
  for (const name of Object.keys(doc)) {
    const child = node.children.get(name);
    if (!child) setField(out, name, doc[name]);
    else if (child.kind === 'node') setField(out, name, excludeValue(doc[name], child.node));
  }
  if (scope) appendComputed(out, node, scope, doc);
  return out;
}

function addValue(
  value: unknown,
  child: ProjectionChild & { readonly kind: 'node' },
  scope: Scope,
): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => addValue(element, child, scope));
  return addFields(isObject(value) ? fieldsOf(value) : {}, child.node, scope);
}

/** Keeps every field, computes those of the tree in place and appends new ones. */
export function addFields(doc: Document, node: ProjectionNode, scope: Scope): Document {
  const out: Document = {};
  for (const name of Object.keys(doc)) {
    const child = node.children.get(name);
    let value = doc[name];
    if (child?.kind === 'expression') value = child.evaluate(scope);
    else if (child?.kind === 'node') value = addValue(value, child, scope);
    if (value !== undefined || !child) setField(out, name, value);
  }
  for (const [name, child] of node.children) {
    if (Object.hasOwn(doc, name) || !computed(child)) continue;
    const value =
      child.kind === 'expression'
        ? child.evaluate(scope)
        : child.kind === 'node'
          ? addFields({}, child.node, scope)
          : undefined;
    if (value !== undefined) setField(out, name, value);
  }
  return out;
}

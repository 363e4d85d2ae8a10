import type { Document } from '../../bson/document.ts';
import { mongoError } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { compileExpression } from '../expressions/expression.ts';
import { parseFieldPath } from '../expressions/field-path.ts';
import { type ProjectionNode, projectionNode } from '../projections/projection-tree.ts';
import { fieldsOf, isObject } from '../values/value-type.ts';

function insert(
  tree: ProjectionNode,
  parts: readonly string[],
  value: unknown,
  options: EvaluationOptions,
): void {
  let node = tree;
  const path = parts.join('.');
  parts.forEach((part, i) => {
    const known = node.children.get(part);
    if (i === parts.length - 1) {
      if (known) throw mongoError(31250, `Path collision at ${path}`);
      node.children.set(part, { kind: 'expression', evaluate: compileExpression(value, options) });
      return;
    }
    if (known && known.kind !== 'node') {
      throw mongoError(
        31249,
        `Path collision at ${path} remaining portion ${parts.slice(i + 1).join('.')}`,
      );
    }
    const next = known ?? { kind: 'node' as const, node: projectionNode(), hasExpression: true };
    node.children.set(part, next);
    node = next.node;
  });
}

/** Adds the computed fields of `$addFields` to a tree. A nested document means nested paths. */
export function buildComputedTree(
  tree: ProjectionNode,
  spec: Document,
  prefix: readonly string[],
  options: EvaluationOptions,
): void {
  for (const name of Object.keys(spec)) {
    const parts = [...prefix, ...parseFieldPath(name)];
    const value = spec[name];
    const fields = isObject(value) ? fieldsOf(value) : undefined;
    const [first] = fields ? Object.keys(fields) : [];
    if (fields && first !== undefined && !first.startsWith('$')) {
      buildComputedTree(tree, fields, parts, options);
    } else {
      insert(tree, parts, value, options);
    }
  }
}

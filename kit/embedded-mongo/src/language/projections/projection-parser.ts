import type { Document } from '../../bson/document.ts';
import { badValue, mongoError, notSupported } from '../../mongo-error.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';
import { compileExpression, isKnownOperator } from '../expressions/expression.ts';
import { isDBRefField } from '../values/fields.ts';
import { toDouble } from '../values/number.ts';
import { fieldsOf, isNumber, isObject } from '../values/value-type.ts';
import { type ArrayProjection, parseElemMatch, parseSlice } from './projection-arrays.ts';
import { type ProjectionChild, type ProjectionNode, projectionNode } from './projection-tree.ts';

/** Where a projection is used: `find` supports `$slice`, `$elemMatch` and the positional `$`. */
export type ProjectionMode = 'find' | 'aggregate';

/** A parsed projection. */
export interface ParsedProjection {
  readonly kind: 'inclusion' | 'exclusion';
  readonly tree: ProjectionNode;
  /** Array projections that `find` applies afterwards. */
  readonly arrays: readonly ArrayProjection[];
}

/** Parses one projection: checks each path and adds its field to the tree. */
export class ProjectionParser {
  private readonly tree = projectionNode();
  private readonly arrays: ArrayProjection[] = [];
  private readonly slices: (readonly string[])[] = [];
  private readonly taken = new Map<string, 'leaf' | 'inner'>();
  private kind: 'inclusion' | 'exclusion' | undefined;
  private id: 'included' | 'excluded' | 'computed' | undefined;
  private hasPositional = false;
  private hasElemMatch = false;
  private readonly mode: ProjectionMode;
  private readonly options: EvaluationOptions;

  constructor(mode: ProjectionMode, options: EvaluationOptions) {
    this.mode = mode;
    this.options = options;
  }

  parse(spec: Document): ParsedProjection {
    this.fields(spec, []);
    const kind = this.kind ?? this.defaultKind();
    // An inclusion includes a sliced array; in an exclusion it stays anyway.
    if (kind === 'inclusion') for (const parts of this.slices) this.insert(parts, { kind: 'keep' });
    if (this.hasPositional && kind === 'exclusion') {
      throw mongoError(31395, 'positional projection cannot be used with exclusion');
    }
    // Unless specified otherwise, an inclusion includes `_id` and an exclusion keeps it.
    if (kind === 'inclusion' && this.id === undefined && !this.tree.children.has('_id')) {
      this.tree.children.set('_id', { kind: 'keep' });
    }
    if (kind === 'inclusion' && this.id === 'excluded') this.tree.children.delete('_id');
    if (kind === 'exclusion' && this.id === 'included') this.tree.children.delete('_id');
    return { kind, tree: this.tree, arrays: this.arrays };
  }

  /**
   * Returns the kind of a projection of `_id`, `$slice` and `$elemMatch` alone: `$slice` keeps all
   * fields, `$elemMatch` does not.
   */
  private defaultKind(): 'inclusion' | 'exclusion' {
    if (this.slices.length > 0) return this.id === 'included' ? 'inclusion' : 'exclusion';
    return this.hasElemMatch || this.id === 'included' || this.id === 'computed'
      ? 'inclusion'
      : 'exclusion';
  }

  private fields(spec: Document, prefix: readonly string[]): void {
    for (const name of Object.keys(spec)) {
      this.field([...prefix, ...name.split('.')], spec[name]);
    }
  }

  private field(parts: readonly string[], value: unknown): void {
    const path = parts.join('.');
    if (this.mode === 'find' && parts.at(-1) === '$') {
      this.positional(parts.slice(0, -1), value);
      return;
    }
    for (const part of parts) {
      if (part === '') throw mongoError(40353, "FieldPath must not end with a '.'.");
      if (part === '$')
        throw mongoError(31394, 'positional projection may only be used at the end of a path');
      if (part.startsWith('$') && !isDBRefField(part)) {
        throw mongoError(
          16410,
          `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
        );
      }
    }
    if (isNumber(value) || typeof value === 'boolean') {
      this.plain(parts, path, value === true || (isNumber(value) && toDouble(value) !== 0));
    } else if (isObject(value)) {
      this.object(parts, path, fieldsOf(value));
    } else {
      this.expression(parts, path, value);
    }
  }

  private plain(parts: readonly string[], path: string, isIncluded: boolean): void {
    if (path === '_id') {
      this.id = isIncluded ? 'included' : 'excluded';
    } else {
      const kind = isIncluded ? 'inclusion' : 'exclusion';
      if (this.kind && this.kind !== kind) {
        throw isIncluded
          ? mongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
          : mongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
      }
      this.kind = kind;
    }
    this.put(parts, { kind: 'keep' });
  }

  private object(parts: readonly string[], path: string, value: Document): void {
    const [first, second] = Object.keys(value);
    if (first === undefined) {
      throw mongoError(
        51270,
        `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
      );
    }
    if (!first.startsWith('$')) {
      this.fields(value, parts);
      return;
    }
    if (first === '$meta') throw notSupported('$meta in a projection');
    if (this.mode === 'find' && second === undefined && first === '$elemMatch') {
      this.elemMatch(parts, path, value.$elemMatch);
      return;
    }
    if (this.mode === 'find' && second === undefined && first === '$slice') {
      const slice = parseSlice(path, value.$slice);
      if (slice) {
        this.arrays.push(slice);
        this.claim(parts);
        this.slices.push(parts);
        return;
      }
    }
    this.expression(parts, path, value);
  }

  private elemMatch(parts: readonly string[], path: string, operand: unknown): void {
    if (parts.length > 1) {
      throw mongoError(31275, 'Cannot use $elemMatch projection on a nested field.');
    }
    if (!isObject(operand)) throw mongoError(31274, `elemMatch: Invalid argument, object required`);
    if (this.hasPositional) {
      throw mongoError(31255, 'Cannot specify positional operator and $elemMatch.');
    }
    this.hasElemMatch = true;
    const evaluate = parseElemMatch(path, operand, this.options);
    this.put(parts, { kind: 'expression', evaluate });
  }

  private positional(parts: readonly string[], value: unknown): void {
    const path = parts.join('.');
    if (this.hasPositional) {
      throw mongoError(31276, 'Cannot specify more than one positional projection per query.');
    }
    if (isObject(value)) {
      throw mongoError(
        31271,
        'positional projection cannot be used with an expression or sub object',
      );
    }
    if (!isNumber(value) && typeof value !== 'boolean') {
      throw mongoError(31308, 'positional projection cannot be used with a literal');
    }
    if (
      this.kind === 'exclusion' ||
      value === false ||
      (isNumber(value) && toDouble(value) === 0)
    ) {
      throw mongoError(31395, 'positional projection cannot be used with exclusion');
    }
    if (path.includes('$'))
      throw mongoError(31394, 'positional projection may only be used at the end of a path');
    if (this.hasElemMatch) {
      throw mongoError(31256, 'Cannot specify positional operator and $elemMatch.');
    }
    this.hasPositional = true;
    this.kind = 'inclusion';
    this.arrays.push({ kind: 'positional', path });
    this.put(parts, { kind: 'keep' });
  }

  private expression(parts: readonly string[], path: string, value: unknown): void {
    const [operator, second] = isObject(value) ? Object.keys(value) : [];
    if (this.kind === 'exclusion') {
      throw operator === undefined
        ? mongoError(31310, `Cannot use an expression ${path} in an exclusion projection`)
        : mongoError(31252, 'Cannot use expression other than $meta in exclusion projection');
    }
    if (operator !== undefined && second === undefined && !isKnownOperator(operator)) {
      throw mongoError(31325, `Unknown expression ${operator}`);
    }
    if (this.mode === 'find' && path === '') throw badValue('an empty field name is not allowed');
    if (path === '_id') this.id = 'computed';
    else this.kind = 'inclusion';
    this.put(parts, { kind: 'expression', evaluate: compileExpression(value, this.options) });
  }

  private put(parts: readonly string[], child: ProjectionChild): void {
    this.claim(parts);
    this.insert(parts, child);
  }

  private claim(parts: readonly string[]): void {
    for (let i = 1; i < parts.length; i += 1) {
      const inner = parts.slice(0, i).join('.');
      if (this.taken.get(inner) === 'leaf') {
        throw mongoError(
          31249,
          `Path collision at ${parts.join('.')} remaining portion ${parts.slice(i).join('.')}`,
        );
      }
      this.taken.set(inner, 'inner');
    }
    const path = parts.join('.');
    if (this.taken.has(path)) throw mongoError(31250, `Path collision at ${path}`);
    this.taken.set(path, 'leaf');
  }

  private insert(parts: readonly string[], child: ProjectionChild): void {
    let node = this.tree;
    for (const part of parts.slice(0, -1)) {
      let next = node.children.get(part);
      if (next?.kind !== 'node') {
        next = { kind: 'node', node: projectionNode(), hasExpression: false };
        node.children.set(part, next);
      }
      if (child.kind === 'expression') next.hasExpression = true;
      node = next.node;
    }
    node.children.set(parts.at(-1) ?? '', child);
  }
}

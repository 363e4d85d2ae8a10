import { badValue, conflictingUpdate, mongoError } from '../../mongo-error.ts';

/** One step of an update path. */
export type UpdateStep =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'position' }
  | { readonly kind: 'each' }
  | { readonly kind: 'filtered'; readonly identifier: string };

/** A parsed update path. */
export interface UpdatePath {
  readonly text: string;
  readonly components: readonly string[];
  readonly steps: readonly UpdateStep[];
}

function stepOf(component: string, path: string): UpdateStep {
  if (component === '') {
    throw mongoError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (component === '$') return { kind: 'position' };
  if (component === '$[]') return { kind: 'each' };
  const filtered = /^\$\[(.+)\]$/.exec(component);
  if (filtered) return { kind: 'filtered', identifier: filtered[1] ?? '' };
  return { kind: 'field', name: component };
}

/**
 * Parses an update path.
 *
 * @throws {MongoError} 56 for empty names, 2 for a misplaced `$`.
 */
export function parseUpdatePath(text: string): UpdatePath {
  if (text === '') throw mongoError(56, 'An empty update path is not valid.');
  const components = text.split('.');
  const steps = components.map((component) => stepOf(component, text));
  if (steps[0]?.kind !== 'field') {
    throw badValue(
      steps[0]?.kind === 'position'
        ? `Cannot have positional (i.e. '$') element in the first position in path '${text}'`
        : `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${text}'`,
    );
  }
  if (steps.filter((step) => step.kind === 'position').length > 1) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${text}'`);
  }
  return { text, components, steps };
}

function compareComponents(a: string, b: string): number {
  const isNumeric = /^\d+$/.test(a) && /^\d+$/.test(b);
  if (isNumeric && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Compares paths by the order of application, which is the order of new fields: by name, numbers by
 * value.
 */
export function compareUpdatePaths(a: UpdatePath, b: UpdatePath): number {
  const length = Math.min(a.components.length, b.components.length);
  for (let i = 0; i < length; i += 1) {
    const order = compareComponents(a.components[i] ?? '', b.components[i] ?? '');
    if (order !== 0) return order;
  }
  return a.components.length - b.components.length;
}

/** Paths that an update has written so far. Two of them must not overlap. */
export class PathClaims {
  private readonly claimed: string[] = [];

  /** @throws {MongoError} 40 when `path` equals, contains or is contained in a claimed path. */
  claim(path: string): void {
    for (const other of this.claimed) {
      if (path === other || path.startsWith(`${other}.`)) throw conflictingUpdate(path, other);
      if (other.startsWith(`${path}.`)) throw conflictingUpdate(path, path);
    }
    this.claimed.push(path);
  }
}

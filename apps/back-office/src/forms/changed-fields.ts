import { isEqual } from '../products/editor/is-equal.ts';

/**
 * Returns the fields of a form that differ from what was loaded, so that saving keeps what others
 * have changed in the meantime.
 */
export function changedFields<Values extends object>(
  before: Readonly<Record<keyof Values, unknown>>,
  after: Values,
): Partial<Values> {
  // Each value belongs to its own field.
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isEqual(before[name as keyof Values], value)),
  ) as Partial<Values>;
}

/**
 * Returns the first message of a field with parts, such as the amounts of a discount: the errors of a
 * form have the shape of its values.
 */
export function nestedMessage(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('message' in error && typeof error.message === 'string') return error.message;
  for (const [name, part] of Object.entries(error)) {
    // An element of the page, which has no messages and leads everywhere.
    if (name === 'ref') continue;
    const message = nestedMessage(part);
    if (message !== undefined) return message;
  }
  return undefined;
}

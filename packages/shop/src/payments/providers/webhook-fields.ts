import { ShopError } from '@trastienda/shop-contract';

/** Maximum length of event ids and types; the id becomes the key of a document. */
const MAX_NAME_LENGTH = 255;

/** Returns a field of a JSON value; undefined when it is not an object or lacks the field. */
export function fieldAt(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** Returns a text field of a JSON value; null when it is not a text. */
export function textAt(value: unknown, name: string): string | null {
  const field = fieldAt(value, name);
  return typeof field === 'string' ? field : null;
}

/**
 * Returns the id and the type of an event.
 *
 * @throws {ShopError} WEBHOOK_INVALID when one is not a text of 1 to 255 UTF-16 units.
 */
export function eventNameOf(event: unknown): { readonly eventId: string; readonly type: string } {
  const [eventId, type] = ['id', 'type'].map((name) => textAt(event, name));
  const isName = (text: string | null | undefined): text is string =>
    typeof text === 'string' && text !== '' && text.length <= MAX_NAME_LENGTH;
  if (!isName(eventId) || !isName(type)) {
    throw new ShopError('WEBHOOK_INVALID', { message: 'The webhook names no event.' });
  }
  return { eventId, type };
}

import type { StringifyBody } from '@trastienda/hono-trpc';

/** JSON of the data of answers that may be given again, so that it is made once. */
const texts = new WeakMap<object, string>();

/** Returns the JSON of the data of an answer, and remembers it as long as the data. */
export function rememberedText(data: object): string {
  const known = texts.get(data);
  if (known !== undefined) return known;
  const text = JSON.stringify(data);
  texts.set(data, text);
  return text;
}

/** Returns the data of a call's result in the form of tRPC; null when it is no object. */
export function dataOf(envelope: unknown): object | null {
  const { result } = Object(envelope) as { result?: { data?: unknown } };
  const data = result?.data;
  return typeof data === 'object' ? data : null;
}

function envelopeText(envelope: unknown): string {
  const data = dataOf(envelope);
  const text = data === null ? undefined : texts.get(data);
  return text === undefined ? JSON.stringify(envelope) : `{"result":{"data":${text}}}`;
}

/** Returns the JSON of what tRPC sends for one call, or of a list of that for a batch. */
export const bodyText: StringifyBody = (body) =>
  Array.isArray(body) ? `[${body.map(envelopeText).join(',')}]` : envelopeText(body);

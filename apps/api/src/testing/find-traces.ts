import { domainToASCII } from 'node:url';
import type { TestDatabase } from '@trastienda/testing';

/** A place in the database with data about a person. */
export interface Trace {
  readonly collection: string;
  /** Path of the value, with `*` for list members. */
  readonly path: string;
  /** The matching text. */
  readonly found: string;
}

/** One spelling of a text: no case, no accents, no compatibility forms. */
const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text and what it may be the encoding of. */
function readingsOf(text: string): string[] {
  const base64 = text.match(/[A-Za-z0-9+/_-]{12,}/g) ?? [];
  const hex = text.match(/(?:[0-9a-f]{2}){6,}/gi) ?? [];
  return [
    text,
    decodePercents(text),
    ...base64.flatMap((run) => [run, run.slice(1), run.slice(2), run.slice(3)]).map(fromBase64),
    ...hex.map((run) => Buffer.from(run, 'hex').toString('utf8')),
  ];
}

const fromBase64 = (run: string) => Buffer.from(run, 'base64').toString('utf8');

function bytesOf(value: object): Buffer | null {
  if (value instanceof Uint8Array) return Buffer.from(value);
  // BSON's Binary, whichever copy of the driver made it.
  if ('_bsontype' in value && value._bsontype === 'Binary' && 'buffer' in value) {
    const { buffer } = value;
    return buffer instanceof Uint8Array ? Buffer.from(buffer) : null;
  }
  return null;
}

/** Every text in a value, names of fields included, with its path. */
function* textsOf(value: unknown, path: readonly string[]): Generator<readonly [string, string]> {
  if (typeof value === 'string') {
    yield [path.join('.'), value];
  } else if (Array.isArray(value)) {
    for (const member of value) yield* textsOf(member, [...path, '*']);
  } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const bytes = bytesOf(value);
    if (bytes !== null) {
      for (const encoding of ['utf8', 'latin1', 'utf16le'] as const) {
        yield [path.join('.'), bytes.toString(encoding)];
      }
      return;
    }
    for (const [name, member] of Object.entries(value)) {
      yield [[...path, name].join('.'), name];
      yield* textsOf(member, [...path, name]);
    }
  }
}

/** What to look for: each text folded, and domains in their ASCII form as well. */
function needlesOf(texts: readonly string[]): string[] {
  const forms = texts.flatMap((text) => {
    const domain = text.slice(text.lastIndexOf('@') + 1);
    const ascii = /^[^\s@]+\.[^\s@]+$/u.test(domain) ? domainToASCII(domain) : '';
    return ascii === '' ? [text] : [text, domain, ascii];
  });
  return [...new Set(forms.map(fold))].filter((form) => form.length > 0);
}

/**
 * Searches every field of every collection for texts that name a person, also encoded, inside JSON,
 * or in other spellings. Returns each place once.
 */
export async function findTraces(server: TestDatabase, texts: readonly string[]): Promise<Trace[]> {
  const needles = needlesOf(texts);
  const traces = new Map<string, Trace>();
  await server.withClient(async (client) => {
    for (const { collectionName: collection } of await client.db().collections()) {
      for await (const document of client.db().collection(collection).find()) {
        for (const [path, text] of textsOf(document, [])) {
          const readings = readingsOf(text).map(fold);
          const found = needles.find((needle) =>
            readings.some((reading) => reading.includes(needle)),
          );
          if (found !== undefined) {
            traces.set(`${collection} ${path} ${found}`, { collection, path, found });
          }
        }
      }
    }
  });
  return [...traces.values()].sort((a, b) =>
    `${a.collection} ${a.path}` < `${b.collection} ${b.path}` ? -1 : 1,
  );
}

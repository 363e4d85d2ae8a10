import { EJSON } from 'bson';
import type { Document } from '../../bson/document.ts';
import { isObject, Rank, typeName, typeRank } from './value-type.ts';

const MAX_LENGTH = 200;

function text(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(text).join(', ')} ]`;
  switch (typeRank(value)) {
    case Rank.missing:
      return 'MISSING';
    case Rank.number:
      return typeof value === 'object' ? String(value) : `${value}`;
    case Rank.string:
      return JSON.stringify(String(value));
    case Rank.objectId:
      return `ObjectId('${String(value)}')`;
    case Rank.date:
      return `new Date(${(value as Date).getTime()})`;
    case Rank.null:
    case Rank.boolean:
      return String(value);
    case Rank.object:
      return isObject(value) ? describeDocument(value) : '{}';
    default:
      return typeName(value) === 'missing' ? 'MISSING' : EJSON.stringify(value as Document);
  }
}

/** Formats a value as MongoDB's messages do, shortened when it is long. */
export function describe(value: unknown): string {
  const whole = text(value);
  return whole.length > MAX_LENGTH ? `${whole.slice(0, MAX_LENGTH)}...` : whole;
}

/** Formats a document as MongoDB's messages do. */
export function describeDocument(doc: Document): string {
  const fields = Object.keys(doc).map((name) => `${name}: ${text(doc[name])}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

import { BaseError } from '@trastienda/base';
import { checkJson, decodeUtf8, readBody } from '@trastienda/http';
import type { z } from 'zod';

/** An action with its parameters has some hundred bytes. */
const MAX_BYTES = 16 * 1024;

const isOfType = ({ headers }: Request, type: RegExp): boolean =>
  type.test(headers.get('content-type') ?? '');

/** Returns whether a program posts, not a page. */
export function isJson(request: Request): boolean {
  return isOfType(request, /^application\/json\s*(;|$)/i);
}

function parseJson(text: string): unknown {
  checkJson(text, MAX_BYTES);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BaseError('REQUEST_MALFORMED', { cause });
  }
}

async function readFields(request: Request): Promise<unknown> {
  if (isJson(request)) return parseJson(decodeUtf8(await readBody(request, MAX_BYTES)));
  if (!isOfType(request, /^application\/x-www-form-urlencoded\s*(;|$)/i)) {
    throw new BaseError('MEDIA_UNSUPPORTED');
  }
  return Object.fromEntries(new URLSearchParams(decodeUtf8(await readBody(request, MAX_BYTES))));
}

/**
 * Reads the body of a developer page's form or of a program, at most 16 KiB.
 *
 * @throws {BaseError} REQUEST_TOO_LARGE, REQUEST_MALFORMED, MEDIA_UNSUPPORTED or INPUT_INVALID.
 */
export async function readPosted<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readFields(request));
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues
    .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    .join('; ');
  throw new BaseError('INPUT_INVALID', { message });
}

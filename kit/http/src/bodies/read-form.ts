import { BaseError } from '@trastienda/base';

/** Maximum parts: a form has one file, and some clients add fields. */
const MAX_PARTS = 10;
const MAX_PART_HEADER_BYTES = 8 * 1024;

/** RFC 2046, section 5.1.1. */
const BOUNDARY = /;\s*boundary=(?:"([^"\\]{1,70})"|([^\s;,"]{1,70}))/i;

const malformed = (message: string, cause?: unknown) =>
  new BaseError('REQUEST_MALFORMED', { message, cause });

/** Decodes each byte to one character, so that an index is the same in both. */
function characterPerByte(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

/** Rejects a form that is expensive to parse: the platform's parser has no limits. */
function requireFewParts(bytes: Uint8Array, boundary: string): void {
  const text = characterPerByte(bytes);
  const delimiter = characterPerByte(new TextEncoder().encode(`--${boundary}`));
  let parts = 0;
  let start = text.indexOf(delimiter);
  while (start !== -1) {
    const afterDelimiter = start + delimiter.length;
    const isLast = text.startsWith('--', afterDelimiter);
    if (isLast) return;
    parts += 1;
    if (parts > MAX_PARTS) throw malformed(`The form has more than ${MAX_PARTS} parts.`);
    const head = text.slice(afterDelimiter, afterDelimiter + MAX_PART_HEADER_BYTES);
    if (!head.includes('\r\n\r\n')) {
      throw malformed(
        `A part of the form has no end of its headers in ${MAX_PART_HEADER_BYTES} bytes.`,
      );
    }
    start = text.indexOf(delimiter, afterDelimiter);
  }
}

/**
 * Parses form data (RFC 7578) of few parts.
 *
 * @throws {BaseError} REQUEST_MALFORMED when it cannot be parsed or has too many parts.
 */
export async function readForm(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<FormData> {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformed('The form data names no boundary.');
  requireFewParts(bytes, boundary);
  try {
    // Uses the boundary that was counted: another parse of the header could find a different one.
    const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` };
    return await new Response(bytes, { headers }).formData();
  } catch (cause) {
    throw malformed('The form data could not be read.', cause);
  }
}

/** Parts of an email that a page shows. */
export interface EmlSummary {
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
  readonly text: string;
  readonly html: string;
  /** Links of the text, in order. */
  readonly links: readonly string[];
}

const ENCODED_WORD = /=\?[\w-]+\?([QB])\?([^?]*)\?=/gi;
const LINK = /https?:\/\/\S+/g;

function decodeQuotedPrintable(text: string): string {
  const joined = text.replaceAll(/=\r\n/g, '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Decodes RFC 2047; space between two encoded words is not part of the text. */
function decodeHeader(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(ENCODED_WORD, (_, encoding: string, text: string) =>
      encoding.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodeQuotedPrintable(text.replaceAll('_', ' ')),
    );
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function readPart(source: string): Part {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replaceAll(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: source.slice(end + 4) };
}

function readAlternatives({ headers, body }: Part): readonly Part[] {
  const [, boundary] = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '') ?? [];
  if (boundary === undefined) throw new Error('The email does not have two parts.');
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => readPart(part.replace(/^\r\n/, '')));
}

function bodyOf(parts: readonly Part[], type: string): string {
  const part = parts.find(({ headers }) => headers.get('content-type')?.startsWith(type));
  const body = part?.body ?? '';
  // nodemailer leaves a body of short ASCII lines as it is: its `=` encodes nothing.
  const isEncoded = part?.headers.get('content-transfer-encoding') === 'quoted-printable';
  return (isEncoded ? decodeQuotedPrintable(body) : body).replaceAll('\r\n', '\n').trimEnd();
}

/**
 * Parses an email that `composeEmail` described and nodemailer wrote; does not parse other emails.
 */
export function readEml(source: string): EmlSummary {
  const email = readPart(source);
  const header = (name: string) => decodeHeader(email.headers.get(name) ?? '');
  const parts = readAlternatives(email);
  const text = bodyOf(parts, 'text/plain');
  return {
    to: header('to'),
    subject: header('subject'),
    date: new Date(header('date')),
    text,
    html: bodyOf(parts, 'text/html'),
    links: text.match(LINK) ?? [],
  };
}

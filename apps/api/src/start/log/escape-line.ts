/**
 * Characters that change how a line is shown: control characters, line and paragraph separators, and
 * format characters, which turn the direction of text around (U+202E) or are not seen (U+200B).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu');

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Text that others wrote, for a terminal: what is not seen is shown as an escape. */
export function escapeUnseen(text: string): string {
  return text.replaceAll(EVERY_UNSEEN, escaped);
}

/** What ends a line of the log. */
const END = '\n';

/**
 * A line of JSON with what could deceive whoever reads it escaped, so that a terminal or a viewer
 * shows it as it is. It is the same JSON: whoever parses it reads the same text.
 */
export function escapeLine(line: string): string {
  const body = line.endsWith(END) ? line.slice(0, -1) : line;
  return escapeUnseen(body) + (body === line ? '' : END);
}

/** An escape of JSON, or a character that is not seen. */
const ESCAPE_OR_UNSEEN = /\\u([0-9a-f]{4})|\\.|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/giu;

/** What stays as it is: stacks have lines and indents. */
const SHOWN = new Set(['\\n', '\\t', '\\u000a', '\\u0009']);

function shown(match: string, code: string | undefined): string {
  if (!match.startsWith('\\')) return `\\${escaped(match)}`;
  if (SHOWN.has(match.toLowerCase())) return match;
  const isUnseen =
    code !== undefined && UNSEEN.test(String.fromCharCode(Number.parseInt(code, 16)));
  return isUnseen || /^\\[bfr]$/.test(match) ? `\\${match}` : match;
}

/**
 * The same for a line that is parsed before it is shown: in the text that it parses to, escapes stand
 * in place of the characters.
 */
export function escapeLineTwice(line: string): string {
  const body = line.endsWith(END) ? line.slice(0, -1) : line;
  return body.replaceAll(ESCAPE_OR_UNSEEN, shown) + (body === line ? '' : END);
}

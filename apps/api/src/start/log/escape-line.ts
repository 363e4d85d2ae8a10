/**
 * Characters that change how a line is displayed: control characters, line and paragraph
 * separators, and format characters, which reverse text (U+202E) or are invisible (U+200B).
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu');

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

/** Returns untrusted text for a terminal, with invisible characters as escapes. */
export function escapeUnseen(text: string): string {
  return text.replaceAll(EVERY_UNSEEN, escaped);
}

/** Terminator of log lines. */
const END = '\n';

/**
 * Returns a JSON line with deceptive characters escaped, so that terminals and viewers display it
 * faithfully. It parses to the same text.
 */
export function escapeLine(line: string): string {
  const body = line.endsWith(END) ? line.slice(0, -1) : line;
  return escapeUnseen(body) + (body === line ? '' : END);
}

/** A JSON escape, or an invisible character. */
const ESCAPE_OR_UNSEEN = /\\u([0-9a-f]{4})|\\.|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/giu;

/** Unchanged: stacks have line breaks and indents. */
const SHOWN = new Set(['\\n', '\\t', '\\u000a', '\\u0009']);

function shown(match: string, code: string | undefined): string {
  if (!match.startsWith('\\')) return `\\${escaped(match)}`;
  if (SHOWN.has(match.toLowerCase())) return match;
  const isUnseen =
    code !== undefined && UNSEEN.test(String.fromCharCode(Number.parseInt(code, 16)));
  return isUnseen || /^\\[bfr]$/.test(match) ? `\\${match}` : match;
}

/**
 * Does the same for a line that is parsed before it is displayed: the parsed text has escapes in
 * place of the characters.
 */
export function escapeLineTwice(line: string): string {
  const body = line.endsWith(END) ? line.slice(0, -1) : line;
  return body.replaceAll(ESCAPE_OR_UNSEEN, shown) + (body === line ? '' : END);
}

import { badValue, mongoError } from '../../mongo-error.ts';
import { translatePattern } from './regex-translation.ts';

const OPTIONS = 'imsxu';
const cache = new Map<string, RegExp>();
const CACHE_SIZE = 500;

function parse(pattern: string, options: string): RegExp {
  for (const option of options) {
    if (!OPTIONS.includes(option))
      throw mongoError(51108, `invalid flag in regex options: ${option}`);
  }
  if (pattern.includes('\0')) {
    throw badValue('Regular expression cannot contain an embedded null byte');
  }
  const flags = new Set(options);
  let body = pattern;
  // Options may also stand at the start of the pattern.
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    for (const flag of inline[1] ?? '') flags.add(flag);
    body = pattern.slice(inline[0].length);
  }
  const source = translatePattern(body, flags);
  try {
    return new RegExp(source, flags.has('i') ? 'iu' : 'u');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw mongoError(51091, `Regular expression is invalid: ${reason}`);
  }
}

/**
 * Compiles a PCRE pattern with MongoDB's options to a stateless RegExp (manual:
 * reference/operator/query/regex/).
 *
 * @throws {MongoError} 51091 when it cannot be parsed, 51108 for an unknown option, 115 when
 *   JavaScript has no equivalent.
 */
export function compileRegex(pattern: string, options: string): RegExp {
  const key = `${options}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const regex = parse(pattern, options);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, regex);
  return regex;
}

/** Returns the literal prefix of every match; empty when there is none. */
export function literalPrefix(pattern: string, options: string): string {
  if (!pattern.startsWith('^') || /[imx]/.test(options) || pattern.includes('|')) return '';
  let prefix = '';
  for (let i = 1; i < pattern.length; i += 1) {
    let char = pattern.charAt(i);
    // Half a surrogate pair cannot be encoded in an index key.
    if (/[\ud800-\udfff]/.test(char)) return prefix;
    if (char === '\\') {
      char = pattern.charAt(i + 1);
      if (!/[^A-Za-z0-9]/.test(char)) return prefix;
      i += 1;
    } else if ('.^$*+?()[]{}'.includes(char)) {
      // A quantifier may allow zero occurrences of the previous character.
      return '*?{'.includes(char) ? prefix.slice(0, -1) : prefix;
    }
    prefix += char;
  }
  return prefix;
}

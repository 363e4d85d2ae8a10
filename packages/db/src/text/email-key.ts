import { domainToASCII } from 'node:url';

/** What a URL would read as the end of its host: such a text is no domain, and stays what it is. */
const URL_SYNTAX = /[/\\?#@:%]/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Upper case would make an `i` of it, which Unicode's case folding does not. */
const DOTLESS_I = 'ı';

/** The way through capitals unites what lower case alone keeps apart: `ß` with `ss`, `ς` with `σ`. */
function foldCharacter(character: string): string {
  return character === DOTLESS_I ? character : character.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Character by character, because the lower case of a `Σ` depends on its neighbours in JavaScript.
 */
function foldCase(text: string): string {
  return Array.from(text, foldCharacter).join('');
}

/** NFKC_Casefold of the Unicode Standard, section 3.13, as near as JavaScript has it. */
function foldText(text: string): string {
  const folded = foldCase(text.normalize('NFD')).replaceAll(INVISIBLE, '');
  return foldCase(folded.normalize('NFKC')).normalize('NFKC');
}

function foldDomain(domain: string): string {
  const ascii = URL_SYNTAX.test(domain) ? '' : domainToASCII(domain);
  return ascii === '' ? foldText(domain) : ascii.toLowerCase();
}

/**
 * What an email address is unique by and found by, of accounts and of orders: case and Unicode form do not count, a domain is in its ASCII
 * form (UTS 46). Dots and `+tags` do count, because what they mean is up to the provider.
 *
 * Two mailboxes may have one key in theory (RFC 5321 lets a server tell case apart); so email goes to
 * the address that an account has, never to one that somebody typed and that has the same key.
 */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@');
  return `${foldText(email.slice(0, at))}@${foldDomain(email.slice(at + 1))}`;
}

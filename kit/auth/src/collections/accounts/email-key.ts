import { domainToASCII } from 'node:url';

/** Characters that would end the host in a URL: such text is not a domain and stays unchanged. */
const URL_SYNTAX = /[/\\?#@:%]/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Uppercasing would turn it into `i`, which Unicode's case folding does not do. */
const DOTLESS_I = 'ı';

/** Folds via uppercase, because lowercase alone keeps `ß` apart from `ss` and `ς` from `σ`. */
function foldCharacter(character: string): string {
  return character === DOTLESS_I ? character : character.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Folds each character separately, because JavaScript lowercases `Σ` depending on its neighbors.
 */
function foldCase(text: string): string {
  return Array.from(text, foldCharacter).join('');
}

/** Approximates NFKC_Casefold (Unicode Standard, section 3.13) with JavaScript's functions. */
function foldText(text: string): string {
  const folded = foldCase(text.normalize('NFD')).replaceAll(INVISIBLE, '');
  return foldCase(folded.normalize('NFKC')).normalize('NFKC');
}

function foldDomain(domain: string): string {
  const ascii = URL_SYNTAX.test(domain) ? '' : domainToASCII(domain);
  return ascii === '' ? foldText(domain) : ascii.toLowerCase();
}

/**
 * Returns the key by which the email addresses of accounts and orders are compared: ignores case
 * and Unicode form, and converts the domain to ASCII (UTS 46). Dots and `+tags` are kept, because
 * their meaning depends on the provider.
 *
 * In theory two mailboxes may have the same key (RFC 5321 allows case-sensitive local parts), so
 * email is sent to the stored address of an account, never to an address that was typed and has the
 * same key.
 */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@');
  return `${foldText(email.slice(0, at))}@${foldDomain(email.slice(at + 1))}`;
}

/** Characters commonly placed between the words of a phrase. */
const SEPARATORS = /[\s\p{Pd}\p{Pc}.,;:!?¡¿'’/\\|+*~]+/gu;

/**
 * Returns the password in lower case without separators and diacritics: the form shared by all
 * spellings of a phrase. Returns null if too little would be left to judge the password by.
 */
export function compactForm(password: string): string | null {
  const compact = password
    .toLowerCase()
    .replaceAll(SEPARATORS, '')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC');
  return compact.length * 3 < password.length ? null : compact;
}

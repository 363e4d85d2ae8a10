/** What people put between the words of a phrase. */
const SEPARATORS = /[\s\p{Pd}\p{Pc}.,;:!?¡¿'’/\\|+*~]+/gu;

/**
 * The password in lower case, without separators and diacritics: what stays the same however a
 * phrase is written. Null where too little would be left to judge the password by.
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

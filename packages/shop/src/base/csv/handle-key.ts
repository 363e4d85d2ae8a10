/**
 * Returns the handle trimmed, lower-cased and Unicode-composed: the identity of a product in a
 * file.
 */
export function handleKey(handle: string): string {
  return handle.trim().toLowerCase().normalize('NFC');
}

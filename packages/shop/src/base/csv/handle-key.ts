/** What identifies a product in a file: its handle, trimmed, in lower case and composed. */
export function handleKey(handle: string): string {
  return handle.trim().toLowerCase().normalize('NFC');
}

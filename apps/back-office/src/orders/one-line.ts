/** Returns a text as one line, which notes, reasons and answers about orders are. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

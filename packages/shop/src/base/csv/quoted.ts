const MAX_QUOTED = 60;

/** Quotes a cell's text for a rejection reason and truncates long text. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAX_QUOTED));
  const cut = characters.length > MAX_QUOTED || text.length > 2 * MAX_QUOTED;
  return `"${characters.slice(0, MAX_QUOTED).join('')}${cut ? '…' : ''}"`;
}

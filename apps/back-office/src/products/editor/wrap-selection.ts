/** Returns the text with something before and after the selection, which stays selected. */
export function wrapSelection(
  text: string,
  [start, end]: readonly [start: number, end: number],
  before: string,
  after: string,
): { readonly text: string; readonly selection: [start: number, end: number] } {
  const selected = text.slice(start, end);
  return {
    text: `${text.slice(0, start)}${before}${selected}${after}${text.slice(end)}`,
    selection: [start + before.length, end + before.length],
  };
}

/**
 * Adds a section to a page before the one with this heading, or at the end of a page that has no
 * such heading. The section begins with its own heading and ends with a line break.
 */
export function addSection(text: string, section: string, before: string): string {
  const place = text.indexOf(`\n## ${before}\n`);
  if (place < 0) return `${text.trimEnd()}\n\n${section}`;
  return `${text.slice(0, place + 1)}${section}\n${text.slice(place + 1)}`;
}

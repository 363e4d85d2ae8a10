import { plainLine } from '@trastienda/emails';

const MAX_IN_SUBJECT = 60;

/** Returns foreign text as paragraphs of one line each. */
export function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map(plainLine)
    .filter((line) => line !== '');
}

/** Returns foreign text as paragraphs that are marked as quoted. */
export function quotedParagraphs(text: string): string[] {
  return paragraphsOf(text).map((line) => `> ${line}`);
}

/** Returns a name for a subject line, cut. */
export function nameInSubject(name: string): string {
  const characters = [...plainLine(name)];
  const line = characters.slice(0, MAX_IN_SUBJECT).join('');
  return characters.length <= MAX_IN_SUBJECT ? line : `${line}…`;
}

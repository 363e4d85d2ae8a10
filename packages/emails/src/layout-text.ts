import type { MailLayout } from './mail-layout.ts';

/** The mail as plain text; each link has a line of its own, so that mail programs see its end. */
export function layOutText({ paragraphs, link, afterwards, footer }: MailLayout): string {
  const parts = [
    ...paragraphs,
    ...(link === null ? [] : [`${link.label}:\n${link.href}`]),
    ...afterwards,
    `${footer.label}\n${footer.href}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

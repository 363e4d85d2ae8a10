import type { EmailLayout } from './email-layout.ts';

/** The email as plain text; each link has a line of its own, so that email programs see its end. */
export function layOutText({ paragraphs, link, afterwards, footer }: EmailLayout): string {
  const parts = [
    ...paragraphs,
    ...(link === null ? [] : [`${link.label}:\n${link.href}`]),
    ...afterwards,
    `${footer.label}\n${footer.href}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

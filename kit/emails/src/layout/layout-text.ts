import type { EmailLayout } from './email-layout.ts';

/**
 * Renders an email as plain text; each link is on a separate line, so that email programs see its
 * end.
 */
export function layOutText({ paragraphs, link, afterwards, footer }: EmailLayout): string {
  const parts = [
    ...paragraphs,
    ...(link === null ? [] : [`${link.label}:\n${link.href}`]),
    ...afterwards,
    `${footer.label}\n${footer.href}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

import type { EmailLayout, EmailRow, EmailTable } from './email-layout.ts';

function lineOf({ label, note, value }: EmailRow): string {
  const what = note === undefined ? label : `${label} (${note})`;
  return value === undefined ? what : `${what}: ${value}`;
}

const blockOf = ({ title, rows }: EmailTable) => [title, ...rows.map(lineOf)].join('\n');

/**
 * Renders an email as plain text; each link is on a separate line, so that email programs see its
 * end.
 */
export function layOutText(layout: EmailLayout): string {
  const { paragraphs, tables, link, afterwards, footer } = layout;
  const parts = [
    ...paragraphs,
    ...tables.map(blockOf),
    ...(link === null ? [] : [`${link.label}:\n${link.href}`]),
    ...afterwards,
    `${footer.label}\n${footer.href}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

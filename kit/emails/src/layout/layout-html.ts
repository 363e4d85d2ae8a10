import type { EmailLayout, EmailRow, EmailTable } from './email-layout.ts';

const BODY = 'margin:0 auto;padding:24px;max-width:36em;font:16px/1.5 system-ui,sans-serif';
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#1f3a5f;color:#fff';
const TITLE = 'margin:24px 0 4px;font-size:16px';
const TABLE = 'width:100%;border-collapse:collapse';
const CELL = 'padding:6px 0;border-bottom:1px solid #ddd;text-align:left;vertical-align:top';
const VALUE = `${CELL};padding-left:16px;text-align:right;white-space:nowrap`;
const FOOTER = 'margin-top:32px;font-size:14px';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for use in HTML, between tags or in a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function rowOf({ label, note, value, isTotal = false }: EmailRow): string {
  const weight = isTotal ? ';font-weight:bold' : '';
  const small = note === undefined ? '' : `<br><small>${escapeHtml(note)}</small>`;
  const what = `${escapeHtml(label)}${small}`;
  if (value === undefined) return `<tr><td colspan="2" style="${CELL}${weight}">${what}</td></tr>`;
  const amount = `<td style="${VALUE}${weight}">${escapeHtml(value)}</td>`;
  return `<tr><td style="${CELL}${weight}">${what}</td>${amount}</tr>`;
}

function tableOf({ title, rows }: EmailTable): string {
  const heading = `<h2 style="${TITLE}">${escapeHtml(title)}</h2>`;
  return `${heading}\n<table style="${TABLE}">\n${rows.map(rowOf).join('\n')}\n</table>`;
}

function linkParagraph(link: EmailLayout['footer'], style: string, linkStyle: string): string {
  const { href, label } = link;
  const anchor = `<a href="${escapeHtml(href)}" style="${linkStyle}">${escapeHtml(label)}</a>`;
  return `<p style="${style}">${anchor}</p>`;
}

/** Renders an email as an HTML page that loads nothing from elsewhere. */
export function layOutHtml(layout: EmailLayout): string {
  const { locale, subject, paragraphs, tables, link, afterwards, footer } = layout;
  return [
    '<!doctype html>',
    `<html lang="${escapeHtml(locale)}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${BODY}">`,
    ...paragraphs.map(paragraph),
    ...tables.map(tableOf),
    ...(link === null ? [] : [linkParagraph(link, 'margin:24px 0', BUTTON)]),
    ...afterwards.map(paragraph),
    linkParagraph(footer, FOOTER, 'color:inherit'),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

import sanitizeHtml from 'sanitize-html';

/**
 * Allows text, headings, lists, tables, links and images in descriptions. Removes scripts, styles,
 * forms, frames, event handlers and `javascript:` URLs.
 */
const RULES: sanitizeHtml.IOptions = {
  nestingLimit: 100,
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins'],
  allowedAttributes: {
    a: ['href', 'title', 'target', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  // A page opened from a link must not get a handle on the shop's window.
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: attribs.target === undefined ? attribs : { ...attribs, rel: 'noopener noreferrer' },
    }),
  },
};

/** Sanitizes untrusted HTML for use in a page. */
export function sanitizeProductHtml(html: string): string {
  return sanitizeHtml(html, RULES);
}

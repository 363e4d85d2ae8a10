/**
 * Version of the text to which subscribers agree: `newsletter.form.consent`. The API keeps it as a
 * proof of consent: a changed text needs another version.
 */
export const CONSENT_VERSION = '2026-11';

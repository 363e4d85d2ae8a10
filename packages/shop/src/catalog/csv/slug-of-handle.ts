import { createHash } from 'node:crypto';
import { Slug } from '@trastienda/base';

/** Maximum length of a handle and of a slug. */
export const MAX_HANDLE = 255;

/**
 * Derives a slug from a handle: the handle itself when it is a slug, otherwise the handle without
 * characters that a slug cannot contain (`acme™-mug` becomes `acme-mug`), or a digest when none are
 * left. Different handles may make the same slug; see `distinctSlug`.
 */
export function slugOfHandle(key: string): string {
  if (Slug.safeParse(key).success) return key;
  const slug = key
    // Unicode counts parts of emoji as marks; left alone they would be invisible.
    .replace(/\p{Variation_Selector}|\p{Cf}|\u20e3/gu, '')
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+/gu, '-')
    .replace(/(^|[-_])\p{M}+/gu, '$1')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  return Slug.safeParse(slug).success ? slug : `product-${digest(key)}`;
}

/**
 * Returns a slug for a handle whose own slug is taken by another product; stable for the same
 * handle.
 */
export function distinctSlug(key: string): string {
  const suffix = `-${digest(key)}`;
  const room = slugOfHandle(key).slice(0, MAX_HANDLE - suffix.length);
  // The truncation may leave half a character or a hyphen at the end.
  return `${room.replace(/[\p{Cs}_-]+$/u, '')}${suffix}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

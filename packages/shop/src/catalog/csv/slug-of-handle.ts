import { createHash } from 'node:crypto';
import { Slug } from '@trastienda/contract';

/** The longest handle, as the longest slug. */
export const MAX_HANDLE = 255;

/**
 * The slug that a handle makes: the handle itself where it is one, else what is left of it without
 * the signs that a slug cannot have (`acme™-mug` is `acme-mug`). Where nothing is left, a digest of
 * it. Different handles may make the same slug; see `distinctSlug`.
 */
export function slugOfHandle(key: string): string {
  if (Slug.safeParse(key).success) return key;
  const slug = key
    // Parts of emoji that Unicode counts as marks: they would stay behind alone, and be invisible.
    .replace(/\p{Variation_Selector}|\p{Cf}|\u20e3/gu, '')
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+/gu, '-')
    .replace(/(^|[-_])\p{M}+/gu, '$1')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  return Slug.safeParse(slug).success ? slug : `product-${digest(key)}`;
}

/** The slug of a handle whose own is that of another product; the same for the same handle. */
export function distinctSlug(key: string): string {
  const suffix = `-${digest(key)}`;
  const room = slugOfHandle(key).slice(0, MAX_HANDLE - suffix.length);
  // The cut may leave half a character or a hyphen at the end.
  return `${room.replace(/[\p{Cs}_-]+$/u, '')}${suffix}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

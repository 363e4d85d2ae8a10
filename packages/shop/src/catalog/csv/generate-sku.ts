import { createHash } from 'node:crypto';
import { normalizeSku } from '@trastienda/shop-contract';

const MAX_READABLE = 100;

/** The variant that a SKU is generated for. */
interface SkuSubject {
  /** Normalized handle of the product. */
  readonly key: string;
  /** Slug derived from the handle; other handles may make the same slug. */
  readonly slug: string;
  readonly optionValues: readonly string[];
  /** The file's SKU, when it is not unique to one variant; null when there is none. */
  readonly sourceSku: string | null;
  /** True when other products of the file have that SKU too. */
  readonly isShared: boolean;
}

/**
 * Generates a SKU for a variant without a unique one, such as `classic-varsity-top-small`, or
 * `ST-01-small` when the file has `ST-01` for all sizes. The result is the same for the same
 * subject in every run, and is never a taken SKU.
 */
export function generateSku(subject: SkuSubject, isTaken: (sku: string) => boolean): string {
  const readable = readableSku(subject);
  if (readable !== null && !isTaken(readable)) return readable;
  // The readable SKU is ambiguous for values that differ only in characters that hyphens replaced
  // (`5"`, `5'`), in case, or after the truncation.
  const exact = exactSku(subject);
  let sku = exact;
  for (let count = 2; isTaken(sku); count++) sku = `${exact}-${count}`;
  return sku;
}

/** Returns the SKU made of words only; null when they do not fit. */
export function readableSku(subject: SkuSubject): string | null {
  const whole = wordsOf(subject);
  return cut(whole) === whole ? whole : null;
}

/**
 * Returns true when `sku` was generated because the source has `sourceSku` for several variants.
 */
export function isGeneratedFrom(
  sourceSku: string,
  sku: string,
  { key, slug, optionValues }: Pick<SkuSubject, 'key' | 'slug' | 'optionValues'>,
): boolean {
  return [false, true].some((isShared) => {
    const subject = { key, slug, optionValues, sourceSku, isShared };
    // Earlier versions derived the digest from the slug.
    const exact = [exactSku(subject), exactSku({ ...subject, key: slug })];
    return sku === readableSku(subject) || exact.includes(sku);
  });
}

function wordsOf({ slug, optionValues, sourceSku, isShared }: SkuSubject): string {
  const words = [...(sourceSku === null || isShared ? [slug] : []), ...optionValues];
  const joined = [sourceSku ?? '', ...words.map(hyphenated)].filter((word) => word !== '');
  return joined.join('-') || 'sku';
}

function exactSku(subject: SkuSubject): string {
  const { key, optionValues, sourceSku } = subject;
  const parts = [key, ...optionValues, ...(sourceSku === null ? [] : [sourceSku])];
  return `${cut(wordsOf(subject))}-${digest(parts)}`;
}

const cut = (text: string) => Array.from(text).slice(0, MAX_READABLE).join('');

function hyphenated(text: string): string {
  return normalizeSku(normalizeSku(text).toLowerCase())
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

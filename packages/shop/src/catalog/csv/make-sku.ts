import { createHash } from 'node:crypto';
import { normalizeSku } from '@trastienda/contract';

const MAX_READABLE = 100;

/** What a SKU is made for. */
interface SkuSubject {
  /** The handle of the product, folded. */
  readonly key: string;
  /** The slug that it makes, as those of other handles may. */
  readonly slug: string;
  readonly optionValues: readonly string[];
  /** The SKU that the file has, where it is no name of one thing; null where it has none. */
  readonly sourceSku: string | null;
  /** Whether other products of the file have that SKU too. */
  readonly isShared: boolean;
}

/**
 * A SKU for a variant that came without one of its own, such as `classic-varsity-top-small`, or
 * `ST-01-small` where the file has `ST-01` for all sizes: the same for the same subject in every
 * run, and nothing that is taken.
 */
export function makeSku(subject: SkuSubject, isTaken: (sku: string) => boolean): string {
  const readable = readableSku(subject);
  if (readable !== null && !isTaken(readable)) return readable;
  // Values that differ in what hyphens replaced (`5"`, `5'`), in case or past the cut.
  const exact = exactSku(subject);
  let sku = exact;
  for (let count = 2; isTaken(sku); count++) sku = `${exact}-${count}`;
  return sku;
}

/** The SKU of words alone; null where they do not fit. */
export function readableSku(subject: SkuSubject): string | null {
  const whole = wordsOf(subject);
  return cut(whole) === whole ? whole : null;
}

/** Whether `sku` is one that was made because the source has `sourceSku` for several variants. */
export function isMadeFrom(
  sourceSku: string,
  sku: string,
  { key, slug, optionValues }: Pick<SkuSubject, 'key' | 'slug' | 'optionValues'>,
): boolean {
  return [false, true].some((isShared) => {
    const subject = { key, slug, optionValues, sourceSku, isShared };
    // Earlier versions took the digest of the slug.
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

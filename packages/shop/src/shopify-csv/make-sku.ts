import { createHash } from 'node:crypto';

const MAX_READABLE = 100;

/**
 * A SKU for a variant that came without one, such as `classic-varsity-top-small`: the same for the
 * same handle and option values in every run, and none of `taken`.
 */
export function makeSku(
  handle: string,
  optionValues: readonly string[],
  taken: ReadonlySet<string>,
): string {
  const words = [handle, ...optionValues].map(hyphenated).filter((word) => word !== '');
  const whole = words.join('-') || 'sku';
  const readable = Array.from(whole).slice(0, MAX_READABLE).join('');
  if (readable === whole && !taken.has(whole)) return whole;
  // Values that differ in what hyphens replaced (`5"`, `5'`), in case or past the cut.
  const exact = `${readable}-${digest([handle, ...optionValues])}`;
  let sku = exact;
  for (let count = 2; taken.has(sku); count++) sku = `${exact}-${count}`;
  return sku;
}

function hyphenated(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

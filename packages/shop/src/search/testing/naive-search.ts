import { foldText } from '@trastienda/mongo';
import { type FacetsInput, type FacetsView, facetFilters } from '@trastienda/shop-contract';
import type { SearchedProduct } from '@trastienda/shop-db';
import { planSearch } from '../index/search-plan.ts';
import { textOfHtml } from '../text/html-words.ts';
import { foldCode, spellingsOf } from '../text/search-words.ts';

/** Returns how many characters must change, be added or removed. */
function typosBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

function wordsOf(product: SearchedProduct): string[] {
  const { title, vendor, productType, tags, optionValues, descriptionHtml } = product;
  const texts = [title, vendor ?? '', productType ?? '', ...tags, ...optionValues];
  return [...texts, textOfHtml(descriptionHtml)].flatMap(spellingsOf);
}

interface PlannedWord {
  readonly spellings: readonly string[];
  readonly joined: readonly string[];
}

function hasWord(product: SearchedProduct, { spellings, joined }: PlannedWord): boolean {
  const words = wordsOf(product);
  // Descriptions have the beginning of nearly everything.
  const seen = wordsOf({ ...product, descriptionHtml: '' });
  const begins = (text: string) =>
    words.includes(text) || (text.length < 3 ? seen : words).some((word) => word.startsWith(text));
  const isCode = (text: string) =>
    text.length >= 3 && product.codes.some((code) => foldCode(code).startsWith(text));
  const isSplit = (text: string) =>
    [...text].some(
      (_, at) =>
        at >= 3 &&
        at <= text.length - 3 &&
        words.includes(text.slice(0, at)) &&
        words.includes(text.slice(at)),
    );
  return (
    spellings.some((text) => begins(text) || isCode(text) || isSplit(text)) || joined.some(begins)
  );
}

function hasTypo(product: SearchedProduct, { spellings }: PlannedWord): boolean {
  return spellings.some((text) => {
    const maxTypos = text.length >= 8 ? 2 : text.length >= 4 ? 1 : 0;
    if (maxTypos === 0 || /\d/.test(text)) return false;
    return wordsOf(product).some(
      (word) => word.length >= 3 && !/\d/.test(word) && typosBetween(word, text) <= maxTypos,
    );
  });
}

/** Returns the products that a search finds, by looking at all of them. */
export function searchNaively(
  products: readonly SearchedProduct[],
  search: string | undefined,
): SearchedProduct[] {
  if (search === undefined) return [...products];
  const plan = planSearch(search);
  if (plan === null) return [];
  const isCode = (product: SearchedProduct) =>
    plan.code.length >= 3 && product.codes.some((code) => foldCode(code).startsWith(plan.code));
  const find = (isMistyped: (word: PlannedWord) => boolean) =>
    products.filter(
      (product) =>
        isCode(product) ||
        plan.words.every(
          (word) => hasWord(product, word) || (isMistyped(word) && hasTypo(product, word)),
        ),
    );
  const isUnknown = (word: PlannedWord) =>
    !products.some((product) => isCode(product) || hasWord(product, word));
  const found = find(isUnknown);
  return found.length > 0 ? found : find(() => true);
}

const isEqual = (one: string, other: string) => foldText(one) === foldText(other);
const hasAny = (values: readonly (string | null)[], wanted: readonly string[] = []) =>
  wanted.length === 0 ||
  wanted.some((each) => values.some((value) => value !== null && isEqual(value, each)));

/** Returns the products that meet the conditions of a filter, but for its search. */
export function filterNaively(
  products: readonly SearchedProduct[],
  { tag, vendor, productType, inStock, price }: FacetsInput,
): SearchedProduct[] {
  return products.filter(
    (product) =>
      hasAny(product.tags, tag) &&
      hasAny([product.vendor], vendor) &&
      hasAny([product.productType], productType) &&
      (inStock !== true || product.isInStock) &&
      product.minPrice >= (price?.min ?? 0) &&
      product.minPrice <= (price?.max ?? Number.POSITIVE_INFINITY),
  );
}

/** Counts facets by filtering all products once for each; values are folded. */
export function countNaively(
  products: readonly SearchedProduct[],
  filter: FacetsInput,
): FacetsView {
  const found = searchNaively(products, filter.search);
  const filters = facetFilters(filter);
  const counts = (
    matching: FacetsInput,
    valuesOf: (product: SearchedProduct) => readonly (string | null)[],
  ) => {
    const counted = new Map<string, number>();
    for (const product of filterNaively(found, matching)) {
      const values = valuesOf(product).flatMap((value) => (value === null ? [] : foldText(value)));
      for (const value of new Set(values)) counted.set(value, (counted.get(value) ?? 0) + 1);
    }
    return [...counted]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  };
  const prices = filterNaively(found, filters.price).map(({ minPrice }) => minPrice);
  const money = (amount: number) => ({ amount, currency: 'EUR' });
  return {
    total: filterNaively(found, filter).length,
    inStock: filterNaively(found, filters.inStock).filter(({ isInStock }) => isInStock).length,
    tags: counts(filters.tag, ({ tags }) => tags),
    vendors: counts(filters.vendor, ({ vendor }) => [vendor]),
    productTypes: counts(filters.productType, ({ productType }) => [productType]),
    price:
      prices.length === 0
        ? null
        : { min: money(Math.min(...prices)), max: money(Math.max(...prices)) },
    isComplete: true,
  };
}

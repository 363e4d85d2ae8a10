import { isEqual } from './is-equal.ts';
import type { ProductValues, VariantValues } from './product-values.ts';

/** Fields that are merged as a whole. */
export const MERGED_FIELDS = [
  'title',
  'slug',
  'status',
  'vendor',
  'productType',
  'tags',
  'descriptionHtml',
  'seo',
  'images',
] as const satisfies readonly (keyof ProductValues)[];
export type MergedField = (typeof MERGED_FIELDS)[number];

/** Something that both sides have changed, each in another way. */
export type Conflict =
  | { readonly kind: 'field'; readonly field: MergedField; readonly id: string }
  /** Null: the side has removed the variant. */
  | {
      readonly kind: 'variant';
      readonly id: string;
      readonly mine: VariantValues | null;
      readonly theirs: VariantValues | null;
    }
  /** The options differ, so that the variants of both sides do not fit together. */
  | { readonly kind: 'options'; readonly id: string };

export type Side = 'mine' | 'theirs';

/** Which side holds for each conflict, by its id; `mine` where none is named. */
export type Choices = Readonly<Record<string, Side>>;

/** Three states of a product: as it was read, as this editor has it, as the server has it now. */
export interface Versions {
  readonly base: ProductValues;
  readonly mine: ProductValues;
  readonly theirs: ProductValues;
}

type Verdict = Side | 'conflict';

/** Says which side holds: the one that has changed something. */
function judge(base: unknown, mine: unknown, theirs: unknown): Verdict {
  if (isEqual(mine, theirs) || isEqual(base, theirs)) return 'mine';
  return isEqual(base, mine) ? 'theirs' : 'conflict';
}

function bySku(variants: readonly VariantValues[]): ReadonlyMap<string, VariantValues> {
  return new Map(variants.map((variant) => [variant.sku, variant]));
}

/** Variants of other options cannot be merged one by one. */
const haveOtherOptions = ({ mine, theirs }: Versions) =>
  !isEqual(mine.optionNames, theirs.optionNames);

const matrixOf = ({ optionNames, variants }: ProductValues) => ({ optionNames, variants });

const judgeMatrix = ({ base, mine, theirs }: Versions) =>
  judge(matrixOf(base), matrixOf(mine), matrixOf(theirs));

interface VariantVerdict {
  readonly sku: string;
  readonly verdict: Verdict;
  readonly mine: VariantValues | null;
  readonly theirs: VariantValues | null;
}

/** Judges each variant of either side by its SKU, in my order; theirs come last. */
function judgeVariants({ base, mine, theirs }: Versions): readonly VariantVerdict[] {
  const [ofBase, ofMine, ofTheirs] = [base, mine, theirs].map(({ variants }) => bySku(variants));
  const skus = new Set([...(ofMine?.keys() ?? []), ...(ofTheirs?.keys() ?? [])]);
  return [...skus].map((sku) => {
    const my = ofMine?.get(sku) ?? null;
    const their = ofTheirs?.get(sku) ?? null;
    return { sku, verdict: judge(ofBase?.get(sku) ?? null, my, their), mine: my, theirs: their };
  });
}

/** Returns what a person has to decide. */
export function findConflicts(versions: Versions): readonly Conflict[] {
  const { base, mine, theirs } = versions;
  const fields = MERGED_FIELDS.filter(
    (field) => judge(base[field], mine[field], theirs[field]) === 'conflict',
  ).map((field): Conflict => ({ kind: 'field', field, id: field }));
  if (haveOtherOptions(versions)) {
    const isConflict = judgeMatrix(versions) === 'conflict';
    return isConflict ? [...fields, { kind: 'options', id: 'options' }] : fields;
  }
  const variants = judgeVariants(versions)
    .filter(({ verdict }) => verdict === 'conflict')
    .map(
      ({ sku, mine: my, theirs: their }): Conflict => ({
        kind: 'variant',
        id: `variant ${sku}`,
        mine: my,
        theirs: their,
      }),
    );
  return [...fields, ...variants];
}

function mergeVariants(
  versions: Versions,
  choices: Choices,
): Pick<ProductValues, 'optionNames' | 'variants'> {
  const { mine, theirs } = versions;
  if (haveOtherOptions(versions)) {
    const verdict = judgeMatrix(versions);
    const side = verdict === 'conflict' ? (choices.options ?? 'mine') : verdict;
    return matrixOf(side === 'mine' ? mine : theirs);
  }
  const variants = judgeVariants(versions).flatMap(({ sku, verdict, mine: my, theirs: their }) => {
    const side = verdict === 'conflict' ? (choices[`variant ${sku}`] ?? 'mine') : verdict;
    const chosen = side === 'mine' ? my : their;
    return chosen === null ? [] : [chosen];
  });
  return { optionNames: mine.optionNames, variants };
}

/**
 * Returns the product with the changes of both sides; where both have changed the same thing, the choice
 * decides.
 */
export function mergeProduct(versions: Versions, choices: Choices): ProductValues {
  const { base, mine, theirs } = versions;
  const pick = <Field extends MergedField>(field: Field): ProductValues[Field] => {
    const verdict = judge(base[field], mine[field], theirs[field]);
    const side = verdict === 'conflict' ? (choices[field] ?? 'mine') : verdict;
    return side === 'mine' ? mine[field] : theirs[field];
  };
  return {
    title: pick('title'),
    slug: pick('slug'),
    status: pick('status'),
    vendor: pick('vendor'),
    productType: pick('productType'),
    tags: pick('tags'),
    descriptionHtml: pick('descriptionHtml'),
    seo: pick('seo'),
    images: pick('images'),
    ...mergeVariants(versions, choices),
  };
}

/** Returns what the other side alone has changed, which a merge takes over. */
export function fieldsTakenOver(versions: Versions): readonly (MergedField | 'variants')[] {
  const { base, mine, theirs } = versions;
  const fields = MERGED_FIELDS.filter(
    (field) => judge(base[field], mine[field], theirs[field]) === 'theirs',
  );
  const ofVariants = haveOtherOptions(versions)
    ? judgeMatrix(versions) === 'theirs'
    : judgeVariants(versions).some(({ verdict }) => verdict === 'theirs');
  return ofVariants ? [...fields, 'variants'] : fields;
}

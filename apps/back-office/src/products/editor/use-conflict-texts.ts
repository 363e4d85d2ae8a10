import { useTranslations } from 'use-intl';
import { useFormats } from '../../format/use-formats.ts';
import { isEqual } from './is-equal.ts';
import type { Conflict, MergedField, Side, Versions } from './merge-product.ts';
import type { ProductValues, VariantValues } from './product-values.ts';

/** Returns the words of HTML. The document is inert: nothing of it is loaded or run. */
function textOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return (body.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

export interface ConflictTexts {
  readonly title: string;
  readonly texts: Readonly<Record<Side, string>>;
}

/** Returns what describes both sides of a conflict in the words of the page. */
export function useConflictTexts({
  mine,
  theirs,
}: Versions): (conflict: Conflict) => ConflictTexts {
  const t = useTranslations('products');
  const format = useFormats();
  const nothing = t('conflict.nothing');

  const fieldText = (field: MergedField, values: ProductValues): string => {
    switch (field) {
      case 'status':
        return t(`statuses.${values.status}`);
      case 'tags':
        return values.tags.join(', ') || nothing;
      case 'descriptionHtml':
        return textOf(values.descriptionHtml) || nothing;
      case 'seo':
        return [values.seo.title, values.seo.description].filter(Boolean).join('\n') || nothing;
      case 'images':
        return (
          values.images.map(({ url, alt }) => alt ?? url.split('/').at(-1)).join('\n') || nothing
        );
      default:
        return values[field] ?? nothing;
    }
  };

  /** Names what differs between the variants of both sides. */
  const variantText = (variant: VariantValues | null, other: VariantValues | null): string => {
    if (variant === null) return t('conflict.removed');
    const rows = {
      optionValues: variant.optionValues.join(' · '),
      price: format.money(variant.price),
      compareAtPrice:
        variant.compareAtPrice === null ? nothing : format.money(variant.compareAtPrice),
      barcode: variant.barcode ?? nothing,
      weightGrams: variant.weightGrams === null ? nothing : `${variant.weightGrams} g`,
      requiresShipping: t(variant.requiresShipping ? 'conflict.yes' : 'conflict.no'),
      isTaxable: t(variant.isTaxable ? 'conflict.yes' : 'conflict.no'),
      imageUrl: variant.imageUrl?.split('/').at(-1) ?? nothing,
      inventory: variant.inventory.isTracked
        ? t(`conflict.policies.${variant.inventory.policy}`)
        : t('editor.untracked'),
    };
    const names = (
      [
        'optionValues',
        'price',
        'compareAtPrice',
        'barcode',
        'weightGrams',
        'requiresShipping',
        'isTaxable',
        'imageUrl',
        'inventory',
      ] as const
    ).filter((name) => other === null || !isEqual(variant[name], other[name]));
    return names.map((name) => `${t(`conflict.variantFields.${name}`)}: ${rows[name]}`).join('\n');
  };

  const matrixText = ({ optionNames, variants }: ProductValues) =>
    [
      optionNames.join(', ') || nothing,
      t('conflict.variantCount', { count: variants.length }),
    ].join('\n');

  return (conflict) => {
    switch (conflict.kind) {
      case 'field':
        return {
          title: t(`conflict.fields.${conflict.field}`),
          texts: {
            mine: fieldText(conflict.field, mine),
            theirs: fieldText(conflict.field, theirs),
          },
        };
      case 'variant':
        return {
          title: t('conflict.variant', { sku: (conflict.mine ?? conflict.theirs)?.sku ?? '' }),
          texts: {
            mine: variantText(conflict.mine, conflict.theirs),
            theirs: variantText(conflict.theirs, conflict.mine),
          },
        };
      case 'options':
        return {
          title: t('conflict.fields.variants'),
          texts: { mine: matrixText(mine), theirs: matrixText(theirs) },
        };
    }
  };
}

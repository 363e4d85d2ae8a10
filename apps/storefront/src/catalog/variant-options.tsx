import type { Product, Variant } from '@trastienda/shop-client';
import { useTranslations } from 'use-intl';
import { optionField } from '../cart/option-field.ts';
import { choose, stateOf, type ValueState, valuesOf } from './variants.ts';

/** The look of a value by whether it leads to a variant: one that is sold out can be looked at. */
const STATES: Readonly<Record<ValueState, string>> = {
  available: '',
  'sold-out': 'text-muted line-through',
  missing: 'border-dashed text-muted',
};

interface Props {
  readonly product: Product;
  readonly chosen: Variant;
  onChoose(variant: Variant): void;
}

/** The options of a product, each a group of radio buttons. */
export function VariantOptions({ product, chosen, onChoose }: Props) {
  const t = useTranslations('catalog.product');
  const texts = { 'sold-out': 'soldOutValue', missing: 'missingValue' } as const;
  return product.optionNames.map((name, option) => (
    <fieldset key={name}>
      <legend className="mb-3 text-sm">
        <span className="font-semibold">{name}</span>
        <span className="ml-2 text-muted">{chosen.optionValues[option]}</span>
      </legend>
      <div className="flex flex-wrap gap-2">
        {valuesOf(product, option).map((value) => {
          const state = stateOf(product, chosen, option, value);
          return (
            <label key={value} className="relative">
              <input
                type="radio"
                name={optionField(option)}
                value={value}
                checked={chosen.optionValues[option] === value}
                onChange={() => onChoose(choose(product, chosen, option, value))}
                aria-label={state === 'available' ? undefined : t(texts[state], { value })}
                className="peer absolute inset-0 cursor-pointer opacity-0"
              />
              <span
                className={`grid h-11 min-w-11 place-items-center rounded-md border border-border-strong/60 bg-surface px-4 text-sm transition-colors hover:border-border-strong peer-checked:border-accent peer-checked:bg-accent-soft peer-checked:ring-1 peer-checked:ring-accent peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 ${STATES[state]}`}
              >
                {value}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  ));
}

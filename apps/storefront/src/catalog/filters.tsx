import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { type ListState, VALUE_FACETS, type ValueFacet } from './list-state.ts';
import type { ListData } from './load-list.ts';
import { formatMajorUnits } from './major-units.ts';
import { SyncedCheckbox, SyncedInput } from './synced-fields.tsx';

/** Number of values of a facet that are shown at first. */
const MOST_VALUES = 7;

interface Value {
  readonly value: string;
  readonly count: number;
}

/** The answer's name of each facet. */
const COUNTS = { type: 'productTypes', tag: 'tags', vendor: 'vendors' } as const;

/** Returns whether two spellings are one value, as the API compares them. */
function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0;
}

/** Returns the values of a facet: those with products, after chosen ones that have none now. */
function listValues(counted: readonly Value[], chosen: readonly string[]): readonly Value[] {
  const missing = chosen.filter((one) => !counted.some(({ value }) => isSame(value, one)));
  return [...missing.map((value) => ({ value, count: 0 })), ...counted];
}

interface FacetProps {
  readonly facet: ValueFacet;
  readonly values: readonly Value[];
  readonly chosen: readonly string[];
}

function Facet({ facet, values, chosen }: FacetProps) {
  const t = useTranslations('catalog.filters');
  const all = listValues(values, chosen);
  if (all.length === 0) return null;
  const boxes = all.map(({ value, count }) => (
    <li key={value}>
      <SyncedCheckbox
        name={facet}
        value={value}
        label={value}
        count={count}
        isChosen={chosen.some((one) => isSame(one, value))}
      />
    </li>
  ));
  return (
    <fieldset className="border-t py-5">
      <legend className="float-left mb-2 font-semibold text-sm">{t(facet)}</legend>
      <ul className="clear-both">{boxes.slice(0, MOST_VALUES)}</ul>
      {boxes.length > MOST_VALUES && (
        <details>
          <summary className="mt-1 rounded-xs text-muted text-sm underline decoration-current/35 underline-offset-4 hover:text-text">
            {t('moreValues')}
          </summary>
          <ul className="mt-1">{boxes.slice(MOST_VALUES)}</ul>
        </details>
      )}
    </fieldset>
  );
}

interface BoundProps {
  readonly name: 'min' | 'max';
  readonly amount: number | null;
  readonly limit: number | undefined;
  readonly minorUnitDigits: number;
}

function Bound({ name, amount, limit, minorUnitDigits }: BoundProps) {
  const t = useTranslations('catalog.filters');
  const id = useId();
  const separator = t('decimal');
  const text = (value: number | null | undefined) =>
    value === null || value === undefined
      ? ''
      : formatMajorUnits(value, minorUnitDigits).replace('.', separator);
  return (
    <div className="min-w-0 grow">
      <label htmlFor={id} className="mb-1 block text-muted text-xs">
        {t(name)}
      </label>
      <SyncedInput
        id={id}
        name={name}
        text={text(amount)}
        placeholder={text(limit)}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        className="h-10 w-full min-w-0 rounded-md border border-border-strong bg-surface px-3 text-base tabular-nums sm:text-sm"
      />
    </div>
  );
}

interface FiltersProps extends Pick<ListData, 'facets' | 'minorUnitDigits'> {
  readonly state: ListState;
}

/** The facets of the list, as parts of its form. */
export function Filters({ facets, state, minorUnitDigits }: FiltersProps) {
  const t = useTranslations('catalog.filters');
  return (
    <>
      {VALUE_FACETS.map((facet) => (
        <Facet key={facet} facet={facet} values={facets[COUNTS[facet]]} chosen={state[facet]} />
      ))}
      <fieldset className="border-t py-5">
        <legend className="float-left mb-3 font-semibold text-sm">{t('price')}</legend>
        <div className="clear-both flex gap-3">
          <Bound
            name="min"
            amount={state.minPrice}
            limit={facets.price?.min.amount}
            minorUnitDigits={minorUnitDigits}
          />
          <Bound
            name="max"
            amount={state.maxPrice}
            limit={facets.price?.max.amount}
            minorUnitDigits={minorUnitDigits}
          />
        </div>
      </fieldset>
      <div className="border-t py-5">
        <SyncedCheckbox
          name="stock"
          value="1"
          label={t('stock')}
          count={facets.inStock}
          isChosen={state.isInStock}
        />
      </div>
    </>
  );
}

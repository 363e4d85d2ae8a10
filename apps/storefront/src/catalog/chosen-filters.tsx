import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { CloseIcon } from '../shell/icons.tsx';
import { type ListState, refine, VALUE_FACETS, writeListState } from './list-state.ts';
import { useMoney } from './use-money.ts';

interface Chip {
  readonly key: string;
  readonly text: string;
  /** The state without this filter. */
  readonly without: ListState;
}

interface Props {
  readonly state: ListState;
  readonly currency: string;
  readonly minorUnitDigits: number;
}

const NOTHING = {
  search: '',
  type: [],
  tag: [],
  vendor: [],
  minPrice: null,
  maxPrice: null,
  isInStock: false,
} satisfies Partial<ListState>;

/** The filters that narrow the list, each a link that takes it off. */
export function ChosenFilters({ state, currency, minorUnitDigits }: Props) {
  const t = useTranslations('catalog.filters');
  const money = useMoney();
  const { search, minPrice, maxPrice, isInStock } = state;
  const chips: Chip[] = VALUE_FACETS.flatMap((facet) =>
    state[facet].map((value) => ({
      key: `${facet}-${value}`,
      text: value,
      without: refine(state, { [facet]: state[facet].filter((one) => one !== value) }),
    })),
  );
  if (search !== '') {
    const text = t('searchFor', { search });
    chips.unshift({ key: 'search', text, without: refine(state, { search: '' }) });
  }
  if (minPrice !== null) {
    const text = t('from', { price: money({ amount: minPrice, currency }) });
    chips.push({ key: 'min', text, without: refine(state, { minPrice: null }) });
  }
  if (maxPrice !== null) {
    const text = t('to', { price: money({ amount: maxPrice, currency }) });
    chips.push({ key: 'max', text, without: refine(state, { maxPrice: null }) });
  }
  if (isInStock) {
    chips.push({ key: 'stock', text: t('stock'), without: refine(state, { isInStock: false }) });
  }
  if (chips.length === 0) return null;
  // `.` is this page without its query: an empty query would keep the present one.
  const to = (next: ListState) => writeListState(next, minorUnitDigits) || '.';
  return (
    <ul aria-label={t('chosen')} className="mb-6 flex flex-wrap items-center gap-2">
      {chips.map(({ key, text, without }) => (
        <li key={key}>
          <Link
            to={to(without)}
            preventScrollReset
            aria-label={t('remove', { name: text })}
            className="inline-flex items-center gap-1.5 rounded-full bg-accent-soft py-1.5 pr-2.5 pl-3.5 text-sm transition-colors hover:bg-hover"
          >
            {text}
            <CloseIcon className="size-3.5" />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link
            to={to(refine(state, NOTHING))}
            preventScrollReset
            className="rounded-xs text-muted text-sm underline decoration-current/35 underline-offset-4 hover:text-text"
          >
            {t('clear')}
          </Link>
        </li>
      )}
    </ul>
  );
}

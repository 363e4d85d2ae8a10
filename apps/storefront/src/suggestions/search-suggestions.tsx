import { type ReactNode, useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { ProductPicture } from '../catalog/product-picture.tsx';
import { useMoney } from '../catalog/use-money.ts';
import { useLocalePath } from '../i18n/use-locale.ts';
import { SearchIcon } from '../shell/icons.tsx';
import { type Suggestions, useSuggestions } from './use-suggestions.ts';

interface Props {
  /** The field, which becomes a combobox. */
  readonly field: HTMLInputElement;
}

interface Option {
  readonly path: string;
  readonly content: ReactNode;
}

/** Names of the filters in the address of the list. */
const PARAMETERS = { tag: 'tag', vendor: 'vendor', productType: 'type' } as const;

function useOptions({ products, values }: Suggestions): readonly Option[] {
  const money = useMoney();
  return [
    ...values.map(({ filter, value }) => ({
      path: `/products?${new URLSearchParams({ [PARAMETERS[filter]]: value })}`,
      content: (
        <>
          <span className="grid size-10 shrink-0 place-items-center">
            <SearchIcon className="size-4 text-muted" />
          </span>
          <span className="min-w-0 grow truncate">{value}</span>
        </>
      ),
    })),
    ...products.map(({ slug, title, image, priceRange: { min, max } }) => ({
      path: `/products/${slug}`,
      content: (
        <>
          <span className="size-10 shrink-0 overflow-hidden rounded-sm bg-sunken">
            <ProductPicture image={image} fallbackAlt="" sizes="2.5rem" />
          </span>
          <span className="min-w-0 grow truncate">{title}</span>
          <span className="shrink-0 text-muted text-xs tabular-nums">
            {min.amount === max.amount ? money(min) : `${money(min)} – ${money(max)}`}
          </span>
        </>
      ),
    })),
  ];
}

/** What continues the text of the header's search, as a list that keys and pointers choose from. */
export function SearchSuggestions({ field }: Props) {
  const t = useTranslations('shell.search');
  const inLanguage = useLocalePath();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState(() => field.value);
  const [isOpen, setOpen] = useState(true);
  const [active, setActive] = useState<number | null>(null);
  const options = useOptions(useSuggestions(text));
  const isShown = isOpen && text.trim() !== '' && options.length > 0;
  const optionId = (index: number) => `${id}-${index}`;

  const choose = (option: Option) => {
    setOpen(false);
    navigate(inLanguage(option.path));
    field.value = '';
    setText('');
  };

  useEffect(() => {
    const onInput = () => {
      setText(field.value);
      setActive(null);
      setOpen(true);
    };
    const onBlur = () => setOpen(false);
    const onFocus = () => setOpen(true);
    field.addEventListener('input', onInput);
    field.addEventListener('blur', onBlur);
    field.addEventListener('focus', onFocus);
    return () => {
      field.removeEventListener('input', onInput);
      field.removeEventListener('blur', onBlur);
      field.removeEventListener('focus', onFocus);
    };
  }, [field]);

  useEffect(() => {
    field.setAttribute('role', 'combobox');
    // What was typed before would cover the list.
    field.setAttribute('autocomplete', 'off');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-expanded', String(isShown));
    if (isShown) field.setAttribute('aria-controls', id);
    else field.removeAttribute('aria-controls');
    if (isShown && active !== null) field.setAttribute('aria-activedescendant', `${id}-${active}`);
    else field.removeAttribute('aria-activedescendant');
  }, [field, id, isShown, active]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === 'Escape' && isShown) {
        // The field keeps its text: the key closes the list alone.
        event.preventDefault();
        setOpen(false);
        setActive(null);
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (options.length === 0) return;
        event.preventDefault();
        setOpen(true);
        const last = options.length - 1;
        const isDown = event.key === 'ArrowDown';
        // Beyond the ends is the field itself.
        if (active === null) setActive(isDown ? 0 : last);
        else if (isDown) setActive(active === last ? null : active + 1);
        else setActive(active === 0 ? null : active - 1);
      } else if (event.key === 'Enter' && isShown && active !== null) {
        const option = options[active];
        if (option === undefined) return;
        event.preventDefault();
        choose(option);
      }
    };
    field.addEventListener('keydown', onKeyDown);
    return () => field.removeEventListener('keydown', onKeyDown);
  });

  if (!isShown) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('label')}
      className="absolute top-full right-0 z-40 mt-2 max-h-[70vh] w-full min-w-72 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border bg-surface p-1.5 shadow-lg"
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and its keys choose.
        <div
          key={option.path}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 text-sm hover:bg-sunken aria-selected:bg-sunken"
          // The field keeps the focus, so that the list stays until the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(option)}
        >
          {option.content}
        </div>
      ))}
    </div>
  );
}

import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import { Search, X } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

const PAUSE_MS = 300;

export interface SearchFilterProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly placeholder: string;
}

/** Searches as one types, after a pause. The shortcut `/` leads here. */
export function SearchFilter({ value = '', onChange, placeholder }: SearchFilterProps) {
  const t = useTranslations('table');
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The address has changed by other means: a saved view, the back button.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string) => {
    clearTimeout(timer.current);
    const search = next.trim();
    if (search === value) return;
    setShown(search);
    onChange(search === '' ? undefined : search);
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), PAUSE_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };

  return (
    <search className="w-full sm:w-64">
      <form onSubmit={submit}>
        <Input
          size="sm"
          type="text"
          enterKeyHint="search"
          data-list-search
          aria-label={t('search')}
          placeholder={placeholder}
          leading={<Search aria-hidden="true" />}
          {...(text !== '' && {
            trailing: (
              <IconButton
                size="sm"
                className="-mr-1 size-7"
                label={t('clearSearch')}
                icon={<X />}
                onClick={() => {
                  setText('');
                  send('');
                }}
              />
            ),
          })}
          value={text}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
      </form>
    </search>
  );
}

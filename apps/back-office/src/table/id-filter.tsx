import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';

export interface IdFilterProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** An id that is pasted whole; Enter or leaving the field filters by it. */
export function IdFilter({ label, value = '', onChange }: IdFilterProps) {
  const t = useTranslations('table');
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  // The address has changed by other means: a link, the back button.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  const send = (next: string) => {
    const id = next.trim();
    if (id !== value) onChange(id === '' ? undefined : id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(text);
  };
  return (
    <form onSubmit={submit} className="w-full sm:w-56">
      <Input
        size="sm"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => send(text)}
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
      />
    </form>
  );
}

import { Button } from '@trastienda/ui/button';
import { Field } from '@trastienda/ui/field';
import { Textarea } from '@trastienda/ui/textarea';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { client } from '../../session/api.ts';
import { useShortcut } from '../../shortcuts/shortcut-list.ts';
import { oneLine } from '../one-line.ts';
import { OrderFailure } from '../order-failure.tsx';
import { useOrderCall } from '../use-order-call.ts';

const MAX_LENGTH = 2000;

export interface NoteFormProps {
  readonly orderId: string;
  readonly currency: string;
}

/** Writes a note that only staff see. */
export function NoteForm({ orderId, currency }: NoteFormProps) {
  const t = useTranslations('orders');
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  useShortcut({
    keys: 'n',
    label: t('notes.label'),
    group: 'page',
    run: () => input.current?.focus(),
  });
  const { run, failure, isPending } = useOrderCall({
    call: client.admin.orders.addNote.mutate,
    success: t('notes.added'),
    onDone: () => setText(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (oneLine(text) !== '') void run({ orderId, text: oneLine(text) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <OrderFailure error={failure} currency={currency} />
      <Field label={t('notes.label')} hint={t('notes.hint')}>
        <Textarea
          ref={input}
          rows={2}
          className="min-h-16"
          maxLength={MAX_LENGTH}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
      <Button
        type="submit"
        size="sm"
        className="self-end"
        loading={isPending}
        disabled={oneLine(text) === ''}
      >
        {t('notes.add')}
      </Button>
    </form>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { newIdempotencyKey } from '@trastienda/shop-client';
import { AnswerMessageInput } from '@trastienda/shop-contract';
import { Button } from '@trastienda/ui/button';
import { Field } from '@trastienda/ui/field';
import { Textarea } from '@trastienda/ui/textarea';
import { useToast } from '@trastienda/ui/toast';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { useServerForm } from '../forms/use-server-form.ts';
import { createIntentions } from '../orders/intentions.ts';
import { client } from '../session/api.ts';
import { useShortcut } from '../shortcuts/shortcut-list.ts';
import { type Message, showMessage } from './show-message.ts';

/** Answers a message by email, in the language of who wrote it. */
export function AnswerForm({ message }: { readonly message: Message }) {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [intentions] = useState(() => createIntentions(newIdempotencyKey));
  const { form, onSubmit, failure, isPending } = useServerForm({
    schema: AnswerMessageInput,
    defaultValues: { messageId: message.id, text: '' },
    submit: (input) =>
      client.admin.messages.answer.mutate(input, {
        context: { idempotencyKey: intentions.keyOf(input) },
      }),
    onSuccess(answered) {
      intentions.answered();
      showMessage(queryClient, answered);
      form.reset();
      toast.show({ title: t('inbox.answered', { email: message.email }), tone: 'positive' });
    },
  });
  useShortcut({
    keys: 'a',
    label: t('inbox.answer'),
    group: 'page',
    run: () => form.setFocus('text'),
  });
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate className="flex flex-col gap-4">
      <FailureAlert error={failure} />
      <Field
        label={t('inbox.answer')}
        hint={t('inbox.answerHint', {
          email: message.email,
          language: t(`shell.languages.${message.locale}`),
        })}
        error={form.formState.errors.text?.message}
      >
        <Textarea rows={6} {...form.register('text')} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        icon={<Send />}
        className="self-end"
        loading={isPending}
      >
        {t('inbox.send')}
      </Button>
    </form>
  );
}

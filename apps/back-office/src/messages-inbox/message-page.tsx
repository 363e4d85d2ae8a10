import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { linkClass, TextLink } from '@trastienda/ui/link';
import { useToast } from '@trastienda/ui/toast';
import { CheckCheck, ChevronLeft, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { api } from '../session/api.ts';
import { Page } from '../shell/page.tsx';
import { AnswerForm } from './answer-form.tsx';
import { DeleteMessageDialog } from './delete-message-dialog.tsx';
import { MessageBadges } from './message-badges.tsx';
import { type Message, showMessage } from './show-message.ts';

function SenderCard({ message }: { readonly message: Message }) {
  const t = useTranslations();
  const format = useFormats();
  const canSeeOrders = useCan('orders:read');
  const { email, orderNumber, locale, eraseAt } = message;
  const searches = [
    ...(orderNumber === null ? [] : [{ text: orderNumber, label: t('inbox.findOrder') }]),
    { text: email, label: t('inbox.findOrders') },
  ];
  return (
    <Card padding="none">
      <CardHeader title={t('inbox.sender')} />
      <CardBody className="flex flex-col gap-1 text-sm">
        <p className="font-medium">{message.name}</p>
        <TextLink href={`mailto:${email}`} className="break-all">
          {email}
        </TextLink>
        <p className="text-muted">{t('inbox.notVerified')}</p>
        <p className="text-muted">{t(`shell.languages.${locale}`)}</p>
        {orderNumber !== null && (
          <p className="mt-2">
            {t('inbox.order')} <span className="font-mono">{orderNumber}</span>
          </p>
        )}
        {canSeeOrders && (
          <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
            {searches.map(({ text, label }) => (
              <Link
                key={label}
                to={`/orders?search=${encodeURIComponent(text)}`}
                className={linkClass()}
              >
                {label}
              </Link>
            ))}
          </p>
        )}
        <p className="mt-3 text-muted text-xs">
          {t('inbox.erasedAt', { at: format.date(eraseAt) })}
        </p>
      </CardBody>
    </Card>
  );
}

function Words({ text }: { readonly text: string }) {
  return <p className="whitespace-pre-wrap break-words text-sm leading-6">{text}</p>;
}

/** A message of a visitor, what was answered, and what can be done with it. */
export function MessagePage({ message }: { readonly message: Message }) {
  const t = useTranslations('inbox');
  const format = useFormats();
  const queryClient = useQueryClient();
  const toast = useToast();
  const canWrite = useCan('messages:write');
  const [isDeleting, setIsDeleting] = useState(false);
  const close = useMutation(
    api.admin.messages.close.mutationOptions({
      onSuccess(closed) {
        showMessage(queryClient, closed);
        toast.show({ title: t('closed'), tone: 'positive' });
      },
    }),
  );
  const messageId = message.id;
  return (
    <Page
      title={message.name}
      status={<MessageBadges message={message} />}
      breadcrumbs={
        <Link
          to="/messages"
          className={`${linkClass({ tone: 'muted', underline: 'hover' })} inline-flex items-center gap-1 self-start text-sm`}
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t('title')}
        </Link>
      }
      actions={
        canWrite && (
          <>
            <Button icon={<Trash2 />} onClick={() => setIsDeleting(true)}>
              {t('delete')}
            </Button>
            {message.status !== 'closed' && (
              <Button
                icon={<CheckCheck />}
                loading={close.isPending}
                onClick={() => close.mutate({ messageId })}
              >
                {t('close')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="grid items-start gap-6 xl:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-6 xl:col-span-2">
          <FailureAlert error={close.error} />
          <Card padding="none">
            <CardHeader
              title={t('message')}
              description={
                <time dateTime={message.receivedAt}>{format.dateTime(message.receivedAt)}</time>
              }
            />
            <CardBody>
              <Words text={message.message} />
            </CardBody>
          </Card>
          {message.answers.map(({ id, text, at }) => (
            <Card key={id} padding="none" className="sm:ml-10">
              <CardHeader
                title={t('answerSent')}
                description={<time dateTime={at}>{format.dateTime(at)}</time>}
              />
              <CardBody>
                <Words text={text} />
              </CardBody>
            </Card>
          ))}
          {canWrite && (
            <Card>
              <AnswerForm message={message} />
            </Card>
          )}
        </div>
        <SenderCard message={message} />
      </div>
      {isDeleting && <DeleteMessageDialog message={message} onClose={() => setIsDeleting(false)} />}
    </Page>
  );
}

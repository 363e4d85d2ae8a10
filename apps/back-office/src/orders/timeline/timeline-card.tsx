import type { StaffOrder } from '@trastienda/shop-client';
import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { Skeleton } from '@trastienda/ui/skeleton';
import { clsx } from 'clsx';
import { StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useCan } from '../../session/account.tsx';
import { describeEvent, type EventTone } from './describe-event.ts';
import { NoteForm } from './note-form.tsx';
import { mergeTimeline, type TimelineEntry } from './timeline.ts';
import type { useOrderEvents } from './use-order-events.ts';

const DOTS: Readonly<Record<EventTone, string>> = {
  neutral: 'bg-border-strong',
  positive: 'bg-positive',
  warning: 'bg-warning',
  critical: 'bg-critical',
};

function Entry({
  at,
  marker,
  children,
}: {
  readonly at: string;
  readonly marker: ReactNode;
  readonly children: ReactNode;
}) {
  const format = useFormats();
  return (
    <li className="group/entry relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-5 bottom-0 left-2.5 w-px -translate-x-1/2 bg-border group-last/entry:hidden"
      />
      <span className="grid size-5 shrink-0 place-items-center">{marker}</span>
      <div className="min-w-0 grow">
        {children}
        <time dateTime={at} className="mt-0.5 block text-muted text-xs">
          {format.dateTime(at)}
        </time>
      </div>
    </li>
  );
}

function TimelineItem({
  entry,
  order,
}: {
  readonly entry: TimelineEntry;
  readonly order: StaffOrder;
}) {
  const t = useTranslations();
  const format = useFormats();
  if (entry.kind === 'note') {
    return (
      <Entry at={entry.at} marker={<StickyNote className="size-4 text-accent" />}>
        <p className="whitespace-pre-wrap break-words rounded-md bg-accent-soft px-3 py-2 text-sm">
          <span className="sr-only">{t('orders.notes.note')}: </span>
          {entry.note.text}
        </p>
      </Entry>
    );
  }
  const { title, detail, tone } = describeEvent(t, format, entry.event, order);
  return (
    <Entry at={entry.at} marker={<span className={clsx('size-2.5 rounded-full', DOTS[tone])} />}>
      <p className="break-words text-sm">{title}</p>
      {detail !== null && <p className="break-words text-muted text-sm">{detail}</p>}
    </Entry>
  );
}

export interface TimelineCardProps {
  readonly order: StaffOrder;
  readonly events: ReturnType<typeof useOrderEvents>;
}

/** What has happened to an order, with the notes of staff. */
export function TimelineCard({ order, events }: TimelineCardProps) {
  const t = useTranslations('orders');
  const canWrite = useCan('orders:write');
  return (
    <Card padding="none">
      <CardHeader title={t('timeline')} />
      <CardBody className="flex flex-col gap-6">
        {canWrite && <NoteForm orderId={order.id} currency={order.currency} />}
        <FailureAlert error={events.error} onRetry={() => void events.refetch()} />
        {events.data === undefined ? (
          events.error === null && (
            <div aria-busy="true">
              <Skeleton shape="text" lines={3} />
            </div>
          )
        ) : (
          <ol aria-label={t('timeline')}>
            {mergeTimeline(events.data, order.notes).map((entry) => (
              <TimelineItem key={entry.id} entry={entry} order={order} />
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}

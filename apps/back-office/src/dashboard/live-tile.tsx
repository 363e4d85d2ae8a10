import { linkClass } from '@trastienda/ui/link';
import { Radio } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { eventPath, eventSubject } from './event-path.ts';
import { Tile } from './tile.tsx';
import { type ShopEvent, useLiveEvents } from './use-live-events.ts';

const SHOWN = 12;

function EventRow({ event }: { readonly event: ShopEvent }) {
  const t = useTranslations('events');
  const format = useFormats();
  const path = eventPath(event);
  const subject = eventSubject(event);
  // A newer server may have types that these texts do not.
  const label = t.has(event.type) ? t(event.type) : event.type;
  return (
    <li className="flex items-baseline justify-between gap-4 py-2.5">
      <span className="min-w-0 truncate">
        {label}
        {subject !== null && (
          <span className="ml-2 text-muted">
            {path === null ? (
              subject
            ) : (
              <Link to={path} className={linkClass()}>
                {subject}
              </Link>
            )}
          </span>
        )}
      </span>
      <time dateTime={event.at} className="shrink-0 text-muted text-xs tabular-nums">
        {format.time(event.at)}
      </time>
    </li>
  );
}

/** The latest events, as they happen. */
export function LiveTile() {
  const t = useTranslations('overview.live');
  const { events, isLost } = useLiveEvents(SHOWN);
  return (
    <Tile
      title={t('title')}
      description={t('text')}
      error={null}
      isLoading={false}
      onRetry={() => location.reload()}
    >
      {isLost && (
        <p role="alert" className="mb-3 text-critical text-sm">
          {t('lost')}
        </p>
      )}
      {events.length === 0 && !isLost && (
        <p className="flex items-center gap-2.5 py-4 text-muted text-sm">
          <Radio aria-hidden="true" className="size-4 text-positive" />
          {t('waiting')}
        </p>
      )}
      <ul aria-live="polite" className="flex flex-col divide-y divide-border text-sm">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
    </Tile>
  );
}

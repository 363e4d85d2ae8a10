import { Clock } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** From when on the end of a reservation is announced. */
const SOON_MS = 120_000;

/** Returns a time as a clock has it: `14:05`. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

interface Props {
  readonly expiresAt: string;
  readonly now: number | null;
}

/** How long the items are still reserved. */
export function Countdown({ expiresAt, now }: Props) {
  const t = useTranslations('checkout.payment');
  const left = now === null ? null : Date.parse(expiresAt) - now;
  const isSoon = left !== null && left < SOON_MS;
  return (
    <div className="flex min-h-6 items-center text-sm">
      {left !== null && (
        <span
          role="timer"
          className={`inline-flex items-center gap-1.5 tabular-nums ${isSoon ? 'font-medium text-warning' : 'text-muted'}`}
        >
          <Clock aria-hidden="true" className="size-4" />
          {t('reserved', { time: clockOf(left) })}
        </span>
      )}
      <span role="status" className="sr-only">
        {isSoon && t('reservedSoon')}
      </span>
    </div>
  );
}

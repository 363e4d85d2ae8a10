import { clsx } from 'clsx';
import { useTranslations } from 'use-intl';
import { changeOf } from '../format/change-of.ts';
import { useFormats } from '../format/use-formats.ts';

export interface ChangeTextProps {
  readonly now: number;
  readonly before: number;
}

/** The change from the period before; nothing to compare is a dash. */
export function ChangeText({ now, before }: ChangeTextProps) {
  const t = useTranslations('reports');
  const format = useFormats();
  const change = changeOf(now, before);
  if (change === null) {
    return (
      <span className="text-muted" title={t('noComparison')}>
        –
      </span>
    );
  }
  return (
    <span
      className={clsx(
        'tabular-nums',
        change > 0 ? 'text-positive' : change < 0 ? 'text-critical' : 'text-muted',
      )}
    >
      {format.percentChange(change)}
    </span>
  );
}

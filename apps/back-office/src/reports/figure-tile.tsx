import { StatTile } from '@trastienda/ui/stat-tile';
import { useTranslations } from 'use-intl';
import { changeOf } from '../format/change-of.ts';
import { useFormats } from '../format/use-formats.ts';

export interface FigureTileProps {
  readonly label: string;
  readonly value: string;
  readonly now: number | null;
  readonly before: number | null;
  /** Whether more is worse. */
  readonly isCost?: boolean;
}

/** A figure of a report, with its change from the period before. */
export function FigureTile({ label, value, now, before, isCost = false }: FigureTileProps) {
  const t = useTranslations('reports');
  const format = useFormats();
  const change = now === null || before === null ? null : changeOf(now, before);
  const isGood = change !== null && (isCost ? change < 0 : change > 0);
  return (
    <StatTile
      label={label}
      value={value}
      change={change === null ? undefined : format.percentChange(change)}
      changeTone={change === null || change === 0 ? 'neutral' : isGood ? 'positive' : 'critical'}
      hint={change === null ? t('noComparison') : t('onBefore')}
    />
  );
}

import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';

/** How far an import is: what the shop has written since it began. */
export function ImportProgress({ text }: { readonly text: string }) {
  const t = useTranslations('imports');
  return (
    <div className="flex flex-col gap-3">
      <div
        role="progressbar"
        aria-label={t('running')}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div className="h-full w-1/3 animate-indeterminate rounded-full bg-accent" />
      </div>
      <p role="status" className="text-sm">
        {text}
      </p>
      <p className="text-muted text-sm">{t('keepOpen')}</p>
    </div>
  );
}

export interface FiguresProps {
  readonly figures: readonly { readonly label: string; readonly value: number }[];
}

/** Counts of a report. */
export function Figures({ figures }: FiguresProps) {
  const format = useFormats();
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-px overflow-hidden rounded-lg border border-border bg-border">
      {figures.map(({ label, value }) => (
        <div key={label} className="flex flex-col-reverse bg-surface p-4">
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="font-semibold text-xl tabular-nums">{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

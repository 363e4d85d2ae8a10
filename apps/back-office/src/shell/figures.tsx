import { useFormats } from '../format/use-formats.ts';

export interface FiguresProps {
  readonly figures: readonly { readonly label: string; readonly value: number }[];
}

/** Counts beside each other. */
export function Figures({ figures }: FiguresProps) {
  const format = useFormats();
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-lg border border-border bg-border">
      {figures.map(({ label, value }) => (
        <div key={label} className="flex grow basis-34 flex-col-reverse justify-end bg-surface p-4">
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="font-semibold text-xl tabular-nums">{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

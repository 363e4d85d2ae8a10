import type { ReactNode } from 'react';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  /** At the end of the line: a price. */
  readonly end?: ReactNode;
}

/** One of several ways, of which one is chosen: a native radio button on a card. */
export function Choice({ name, value, isChosen, onChoose, title, hint, end }: Props) {
  return (
    <label className="flex items-start gap-3 border-border border-b p-4 transition-colors first:rounded-t-lg last:rounded-b-lg last:border-b-0 hover:bg-hover has-checked:bg-accent-soft/60 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:-outline-offset-2">
      <input
        type="radio"
        name={name}
        value={value}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4.5 shrink-0 outline-none"
      />
      <span className="min-w-0 grow text-sm">
        <span className="block font-medium">{title}</span>
        {hint !== undefined && <span className="block text-muted">{hint}</span>}
      </span>
      {end !== undefined && (
        <span className="shrink-0 font-medium text-sm tabular-nums">{end}</span>
      )}
    </label>
  );
}

/** The frame of choices, with their question. */
export function Choices({
  legend,
  isLegendHidden = false,
  children,
}: {
  readonly legend: ReactNode;
  readonly isLegendHidden?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className={isLegendHidden ? 'sr-only' : 'mb-2 font-medium text-sm'}>{legend}</legend>
      <div className="rounded-lg border bg-surface">{children}</div>
    </fieldset>
  );
}

import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** At the end of the title's line. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the checkout, with its heading. */
export function Section({ title, end, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t pt-7">
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-display text-xl tracking-[-0.01em]">
          {title}
        </h2>
        {end !== undefined && <p className="text-muted text-sm">{end}</p>}
      </div>
      {children}
    </section>
  );
}

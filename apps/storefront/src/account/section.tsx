import { Card } from '@trastienda/ui/card';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  readonly text?: string;
  /** Beside the title. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** A part of an account's page. */
export function Section({ title, text, status, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-8">
      <Card padding="lg">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id={id} className="font-semibold text-lg tracking-tight">
            {title}
          </h2>
          {status}
        </div>
        {text !== undefined && (
          <p className="mt-1.5 max-w-prose text-pretty text-muted text-sm">{text}</p>
        )}
        <div className="mt-6">{children}</div>
      </Card>
    </section>
  );
}

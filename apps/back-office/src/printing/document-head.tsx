import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useStored } from '../browser/use-stored.ts';
import { api } from '../session/api.ts';
import { companyDetails } from './company-details.ts';

export interface DocumentHeadProps {
  readonly title: string;
  /** Number and dates. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** To whom it is. */
  readonly children: ReactNode;
}

/** The head of a document: the company, what it is, and to whom. */
export function DocumentHead({ title, facts, children }: DocumentHeadProps) {
  const settings = useQuery(api.shop.settings.queryOptions());
  const details = useStored(companyDetails);
  return (
    <header className="flex flex-col gap-10">
      <div className="flex flex-wrap justify-between gap-6">
        <div className="text-sm">
          <p className="font-display text-xl">{settings.data?.name ?? '\u00a0'}</p>
          {details !== '' && <p className="mt-1 whitespace-pre-line text-muted">{details}</p>}
        </div>
        <div className="text-right text-sm">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          <dl className="mt-2 grid grid-cols-[auto_auto] justify-end gap-x-4 gap-y-0.5">
            {facts.map(([label, value]) => (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <div className="grid gap-8 text-sm sm:grid-cols-2 print:grid-cols-2">{children}</div>
    </header>
  );
}

/** A block of the head, with its name above it. */
export function HeadBlock({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="min-w-0">
      <h2 className="mb-1 text-muted text-xs">{label}</h2>
      {children}
    </div>
  );
}

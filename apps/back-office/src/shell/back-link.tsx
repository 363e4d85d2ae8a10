import { linkClass } from '@trastienda/ui/link';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'react-router';

export interface BackLinkProps {
  readonly to: string;
  readonly label: string;
}

/** Leads from a page to the list that it belongs to; for `breadcrumbs` of `Page`. */
export function BackLink({ to, label }: BackLinkProps) {
  return (
    <Link
      to={to}
      className={`${linkClass({ tone: 'muted', underline: 'hover' })} -ml-1 inline-flex w-fit items-center gap-1 text-sm`}
    >
      <ChevronLeft aria-hidden="true" className="size-4" />
      {label}
    </Link>
  );
}

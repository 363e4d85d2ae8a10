import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { TextLink } from './link.tsx';
import type { RenderElement } from './render-element.ts';

export interface Breadcrumb {
  readonly label: ReactNode;
  /** Address of the page; none for the page that is shown. */
  readonly href?: string | undefined;
  /** In place of `href`: `render={<Link to="/products" />}`. */
  readonly render?: RenderElement | undefined;
}

export interface BreadcrumbsProps {
  /** Names the navigation for screen readers. */
  readonly label: string;
  /** From the top to the page that is shown. */
  readonly items: readonly Breadcrumb[];
  readonly className?: string | undefined;
}

/** The way from the top to this page. */
export function Breadcrumbs({ label, items, className }: BreadcrumbsProps) {
  return (
    <nav aria-label={label} className={className}>
      <ol className="flex flex-wrap items-center gap-y-1 text-muted text-sm">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells crumbs apart.
          <li key={index} className="flex min-w-0 items-center">
            {index > 0 && (
              <svg
                viewBox="0 0 16 16"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.25"
                strokeLinecap="round"
                aria-hidden="true"
                className="mx-1.5 size-3.5 shrink-0 text-border-strong"
              >
                <path d="m6 3.5 4.5 4.5L6 12.5" />
              </svg>
            )}
            {item.href === undefined && item.render === undefined ? (
              <span aria-current="page" className={clsx('truncate', index > 0 && 'text-text')}>
                {item.label}
              </span>
            ) : (
              <TextLink tone="muted" underline="hover" href={item.href} render={item.render}>
                {item.label}
              </TextLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

import { clsx } from 'clsx';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { followCurrent } from './follow-current.ts';
import { type RenderElement, renderElement } from './render-element.ts';

export interface TabLink {
  readonly key: string;
  readonly label: ReactNode;
  /** A number after the text. */
  readonly count?: ReactNode;
  readonly current: boolean;
  /** `<Link to="?state=open" />`. */
  readonly render: RenderElement;
}

export interface TabLinksProps {
  /** Names the navigation for screen readers. */
  readonly label: string;
  readonly items: readonly TabLink[];
  readonly className?: string | undefined;
}

/** Looks like `Tabs`, for parts with an address of their own: views of a table, pages of an account. */
export function TabLinks({ label, items, className }: TabLinksProps) {
  const nav = useRef<HTMLElement>(null);
  // On narrow screens the links scroll, and the current one may be outside of the part in sight.
  const shown = items.find(({ current }) => current)?.key;
  useEffect(() => {
    const { current: row } = nav;
    return row === null || shown === undefined ? undefined : followCurrent(row);
  }, [shown]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={clsx('overflow-x-auto border-border border-b [scrollbar-width:none]', className)}
    >
      <ul className="flex gap-5">
        {items.map((item) => (
          <li key={item.key} className="shrink-0">
            {drawLink(item)}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function drawLink({ label, count, current, render }: TabLink): ReactElement {
  return renderElement(render, {
    'aria-current': current ? 'page' : undefined,
    className:
      'flex items-center gap-2 whitespace-nowrap border-transparent border-b-2 py-2.5 font-medium text-muted text-sm no-underline transition-colors duration-150 hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-text',
    children: (
      <>
        {label}
        {count !== undefined && (
          <span className="rounded-full bg-sunken px-1.5 text-muted text-xs tabular-nums">
            {count}
          </span>
        )}
      </>
    ),
  });
}

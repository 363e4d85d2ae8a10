import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface DisclosureProps {
  readonly title: ReactNode;
  /** Open at first. Default false. */
  readonly defaultOpen?: boolean | undefined;
  /** Of several with one name at most one is open. */
  readonly name?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A heading that opens a text below it; by `<details>`, so it works without JavaScript. */
export function Disclosure({
  title,
  defaultOpen = false,
  name,
  className,
  children,
}: DisclosureProps) {
  return (
    <details
      open={defaultOpen}
      name={name}
      className={clsx('group border-border border-b', className)}
    >
      <summary className="flex list-none items-center justify-between gap-4 rounded-xs py-3.5 font-medium text-sm [&::-webkit-details-marker]:hidden">
        {title}
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
          className="size-4 shrink-0 text-muted transition-[rotate] duration-150 group-open:rotate-180"
        >
          <path d="m4 6 4 4 4-4" />
        </svg>
      </summary>
      <div className="pb-5 text-sm">{children}</div>
    </details>
  );
}

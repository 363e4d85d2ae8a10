import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-xs border border-border border-b-2 bg-surface px-1 font-sans text-muted text-xs">
      {children}
    </kbd>
  );
}

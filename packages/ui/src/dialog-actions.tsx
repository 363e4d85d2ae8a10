import type { ReactNode } from 'react';

/** The buttons of a dialog, the `primary` one last: at its end, and as wide as the dialog on a phone. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 max-sm:*:grow">{children}</div>
  );
}

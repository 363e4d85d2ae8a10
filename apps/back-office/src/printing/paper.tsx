import { type ReactNode, useEffect } from 'react';
import './print.css';

export interface PaperProps {
  /** Controls above the paper, which are not printed. */
  readonly toolbar: ReactNode;
  readonly children: ReactNode;
}

/** A sheet of A4 on the screen, and the page itself when it is printed. Paper is light in both themes. */
export function Paper({ toolbar, children }: PaperProps) {
  return (
    <div className="min-h-dvh bg-sunken print:min-h-0 print:bg-surface">
      <div className="border-border border-b bg-surface print:hidden">
        <div className="mx-auto flex max-w-[210mm] flex-wrap items-center gap-3 px-4 py-3 sm:px-0">
          {toolbar}
        </div>
      </div>
      <main className="px-0 py-0 sm:px-4 sm:py-8 print:p-0">
        <div className="scheme-light mx-auto w-full max-w-[210mm] bg-surface text-text sm:rounded-sm sm:shadow-md print:max-w-none print:rounded-none print:shadow-none">
          <div className="min-h-[80dvh] p-6 sm:min-h-[297mm] sm:p-[16mm] print:min-h-0 print:p-0">
            {children}
          </div>
        </div>
      </main>
    </div>
  );
}

/** Names the document: browsers propose it as the name of a PDF. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

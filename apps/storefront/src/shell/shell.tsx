import type { ReactNode } from 'react';
import { useMatches } from 'react-router';
import { useTranslations } from 'use-intl';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { NavigationProgress } from './navigation-progress.tsx';
import { CONTENT_ID, useFocusOnNavigation } from './use-focus-on-navigation.ts';

/** What a route's `handle` says about its page. */
export interface PageHandle {
  /** `focused` leaves navigation and footer out: for a checkout. */
  readonly shell?: 'full' | 'focused';
}

function isFocused(handle: unknown): boolean {
  return (
    typeof handle === 'object' && handle !== null && 'shell' in handle && handle.shell === 'focused'
  );
}

/** What surrounds the content of every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell');
  const focused = useMatches().some(({ handle }) => isFocused(handle));
  const main = useFocusOnNavigation();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href={`#${CONTENT_ID}`}
        className="sr-only z-50 rounded-md bg-inverse px-4 py-2 text-inverse-text focus:not-sr-only focus:absolute focus:top-3 focus:left-3"
      >
        {t('skip')}
      </a>
      <NavigationProgress />
      <Header focused={focused} />
      <main
        id={CONTENT_ID}
        ref={main}
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl flex-1 px-4 pb-20 outline-none sm:px-6 lg:px-8"
      >
        {children}
      </main>
      {!focused && <Footer />}
    </div>
  );
}

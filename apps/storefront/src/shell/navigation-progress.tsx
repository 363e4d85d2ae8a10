import { useNavigation } from 'react-router';
import { useTranslations } from 'use-intl';

/** A line at the top while the next page is loaded; it appears late, so that fast pages show none. */
export function NavigationProgress() {
  const t = useTranslations('shell');
  const isLoading = useNavigation().state !== 'idle';
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
    >
      {isLoading && (
        <div className="fade-in-late h-full">
          <div className="h-full w-1/3 animate-indeterminate bg-accent" />
          <span className="sr-only">{t('loading')}</span>
        </div>
      )}
    </div>
  );
}

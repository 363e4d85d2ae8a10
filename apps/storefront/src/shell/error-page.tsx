import { Button } from '@trastienda/ui/button';
import { Link as RouterLink, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { useRequestId } from '../request-id.tsx';
import { PageHead } from '../seo/page-head.tsx';

/** The kinds of failures that have a text. */
type Kind = 'notFound' | 'gone' | 'limited' | 'offline' | 'fault';

function kindOf(status: number, error: unknown): Kind {
  if (status === 404) return 'notFound';
  if (status === 410) return 'gone';
  if (status === 429) return 'limited';
  // What `fetch` throws when it gets no response.
  return error instanceof TypeError && typeof window !== 'undefined' && !navigator.onLine
    ? 'offline'
    : 'fault';
}

/** Returns the id of the request that failed, as `failAsPages` throws it. */
function requestIdOf(failure: unknown): string | undefined {
  return typeof failure === 'object' &&
    failure !== null &&
    'requestId' in failure &&
    typeof failure.requestId === 'string'
    ? failure.requestId
    : undefined;
}

interface Props {
  readonly status: number;
  /** Data of the response that was thrown. */
  readonly failure: unknown;
  readonly error: unknown;
}

/** In place of a page that cannot be shown. */
export function ErrorPage({ status, failure, error }: Props) {
  const t = useTranslations('shell.errors');
  const ownId = useRequestId();
  const { pathname, search } = useLocation();
  const kind = kindOf(status, error);
  const isMissing = kind === 'notFound' || kind === 'gone';
  const requestId = requestIdOf(failure) ?? ownId;
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center py-24 text-center sm:py-32">
      <PageHead title={t(`${kind}.title`)} isIndexed={false} />
      <p className="mb-3 font-medium text-muted text-sm tabular-nums">{status}</p>
      <h1 className="font-display text-3xl tracking-tight">{t(`${kind}.title`)}</h1>
      <p className="mt-4 text-pretty text-muted">{t(`${kind}.text`)}</p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        {isMissing ? (
          <>
            <Button variant="primary" render={<Link to="/products">{t('products')}</Link>} />
            <Button render={<Link to="/">{t('home')}</Link>} />
          </>
        ) : (
          <Button
            variant="primary"
            render={
              <RouterLink to={pathname + search} reloadDocument>
                {t('retry')}
              </RouterLink>
            }
          />
        )}
      </div>
      {!isMissing && requestId !== undefined && (
        <p className="mt-10 text-muted text-sm">
          {t('requestId')}{' '}
          <code className="rounded-xs bg-sunken px-1.5 py-0.5 font-mono text-xs">{requestId}</code>
        </p>
      )}
      {import.meta.env.DEV && error instanceof Error && (
        <pre className="mt-8 max-w-full overflow-x-auto rounded-md bg-sunken p-4 text-left text-xs">
          {error.stack}
        </pre>
      )}
    </div>
  );
}

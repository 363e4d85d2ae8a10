import { Badge } from '@trastienda/ui/badge';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { Attempt } from './endpoint.ts';

/** One request to an endpoint: what it answered, and how fast. */
export function AttemptView({ attempt }: { readonly attempt: Attempt }) {
  const t = useTranslations('webhooks');
  const format = useFormats();
  const { failure, status, answer, durationMs, at, number } = attempt;
  return (
    <article className="flex flex-col gap-2 rounded-md border border-border p-4">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge tone={failure === null ? 'positive' : 'critical'} dot>
          {failure === null ? t('succeeded') : t(`failures.${failure}`)}
        </Badge>
        {status !== null && <span className="font-mono">{status}</span>}
        <span className="text-muted tabular-nums">{t('duration', { ms: durationMs })}</span>
        <time dateTime={at} className="ml-auto text-muted text-xs">
          {format.dateTime(at)}
        </time>
      </header>
      <p className="text-muted text-xs">{t('attemptNumber', { number })}</p>
      {answer !== null && answer !== '' && (
        <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-all rounded-sm bg-sunken p-3 font-mono text-xs">
          {answer}
        </pre>
      )}
      {answer === '' && <p className="text-muted text-xs">{t('emptyAnswer')}</p>}
    </article>
  );
}

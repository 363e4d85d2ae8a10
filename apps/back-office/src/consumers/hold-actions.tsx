import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { useToast } from '@trastienda/ui/toast';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { api, client } from '../session/api.ts';
import type { Hold } from './consumer.ts';

/** Tries the held event again, or gives it up. */
export function HoldActions({ hold }: { readonly hold: Hold }) {
  const t = useTranslations('consumers');
  const toast = useToast();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'resume' | 'skip' | null>(null);
  const { consumer, aggregate, aggregateId, sequence } = hold;
  const thing = `${t(`aggregates.${aggregate}`)} ${aggregateId}`;
  const close = () => setOpen(null);
  const done = (title: string) => {
    close();
    void queryClient.invalidateQueries(api.admin.events.pathFilter());
    toast.show({ tone: 'positive', title });
  };
  return (
    <span className="inline-flex flex-col justify-end gap-2 sm:flex-row">
      <Button size="sm" onClick={() => setOpen('resume')}>
        {t('resume')}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => setOpen('skip')}>
        {t('skip')}
      </Button>
      {open === 'resume' && (
        <ConfirmAction
          tone="neutral"
          title={t('resumeTitle', { thing })}
          description={t('resumeText', { sequence })}
          confirmLabel={t('resume')}
          action={() => client.admin.events.resume.mutate({ consumer, aggregate, aggregateId })}
          onDone={() => done(t('resumed', { thing }))}
          onClose={close}
        />
      )}
      {open === 'skip' && (
        <ConfirmAction
          title={t('skipTitle', { thing, sequence })}
          description={t('skipText', { consumer })}
          confirmLabel={t('skip')}
          action={() =>
            client.admin.events.skip.mutate({ consumer, aggregate, aggregateId, sequence })
          }
          onDone={() => done(t('skipped', { thing, sequence }))}
          onClose={close}
        />
      )}
    </span>
  );
}

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormDialog } from '../forms/form-dialog.tsx';
import { ZonedTimeField } from '../forms/zoned-time-field.tsx';
import { client } from '../session/api.ts';
import type { Endpoint } from './endpoint.ts';

const DAY_MS = 86_400_000;

export interface ResendSinceDialogProps {
  readonly endpoint: Endpoint;
  readonly timeZone: string;
  /** Gets the number of deliveries that were scheduled. */
  readonly onResent: (scheduled: number) => void;
  readonly onClose: () => void;
}

/** Sends all events since a time again, one batch after the other. */
export function ResendSinceDialog({
  endpoint,
  timeZone,
  onResent,
  onClose,
}: ResendSinceDialogProps) {
  const t = useTranslations('webhooks');
  const [since, setSince] = useState<string | null>(() =>
    new Date(Date.now() - DAY_MS).toISOString(),
  );
  const [scheduled, setScheduled] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isMissing, setIsMissing] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(since === null);
    if (since === null) return;
    setFailure(null);
    setScheduled(0);
    try {
      let count = 0;
      let cursor: string | null | undefined;
      do {
        const batch = await client.admin.webhooks.resendSince.mutate({
          endpointId: endpoint.id,
          since,
          ...(typeof cursor === 'string' && { cursor }),
        });
        count += batch.scheduled;
        cursor = batch.nextCursor;
        setScheduled(count);
      } while (cursor !== null);
      onResent(count);
    } catch (error) {
      setFailure(error);
      setScheduled(null);
    }
  };

  return (
    <FormDialog
      size="sm"
      title={t('resendSince')}
      description={t('resendSinceText')}
      submitLabel={t('resendSinceSubmit')}
      onSubmit={submit}
      isPending={scheduled !== null}
      failure={failure}
      onClose={onClose}
    >
      <ZonedTimeField
        label={t('since')}
        hint={t('timeZone', { timeZone })}
        value={since}
        timeZone={timeZone}
        onChange={setSince}
        {...(isMissing && { error: t('sinceMissing') })}
      />
      <p role="status" className="text-muted text-sm empty:sr-only">
        {scheduled !== null && t('scheduledSoFar', { count: scheduled })}
      </p>
    </FormDialog>
  );
}

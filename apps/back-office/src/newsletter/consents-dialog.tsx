import type { RouterOutputs } from '@trastienda/shop-client';
import { Dialog } from '@trastienda/ui/dialog';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';

export type Subscriber = RouterOutputs['admin']['newsletter']['list']['items'][number];

export interface ConsentsDialogProps {
  readonly subscriber: Subscriber;
  readonly onClose: () => void;
}

/** The proofs of consent and withdrawal of a subscriber, oldest first. */
export function ConsentsDialog({ subscriber, onClose }: ConsentsDialogProps) {
  const t = useTranslations();
  const format = useFormats();
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('newsletter.consents')}
      description={subscriber.email ?? t('newsletter.erased')}
      closeLabel={t('shell.close')}
      size="sm"
    >
      <ol className="flex flex-col gap-4">
        {subscriber.consents.map(({ kind, at, network, textVersion, via }) => (
          <li key={`${kind} ${at}`} className="text-sm">
            <p className="font-medium">{t(`newsletter.kinds.${kind}`)}</p>
            <p className="flex flex-wrap gap-x-3 text-muted text-xs">
              <time dateTime={at}>{format.dateTime(at)}</time>
              <span>{t(`newsletter.ways.${via}`)}</span>
              {textVersion !== null && (
                <span>{t('newsletter.textVersion', { version: textVersion })}</span>
              )}
              {network !== null && <span className="font-mono">{network}</span>}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

import { Badge } from '@trastienda/ui/badge';
import { Flag } from 'lucide-react';
import { useTranslations } from 'use-intl';

const TONES = { open: 'warning', answered: 'positive', closed: 'neutral' } as const;

export interface MessageBadgesProps {
  readonly message: { readonly status: keyof typeof TONES; readonly isFlagged: boolean };
}

/** Whether a message waits for an answer, and whether it is probably advertising. */
export function MessageBadges({ message }: MessageBadgesProps) {
  const t = useTranslations('inbox');
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge tone={TONES[message.status]} dot>
        {t(`statuses.${message.status}`)}
      </Badge>
      {message.isFlagged && (
        <Badge tone="critical" icon={<Flag aria-hidden="true" />}>
          {t('flagged')}
        </Badge>
      )}
    </span>
  );
}

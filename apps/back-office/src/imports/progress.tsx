import { Progress } from '@trastienda/ui/progress';
import { useTranslations } from 'use-intl';

/** How far an import is: what the shop has written since it began. The end is not known before. */
export function ImportProgress({ text }: { readonly text: string }) {
  const t = useTranslations('imports');
  return (
    <div className="flex flex-col gap-3">
      <Progress label={t('running')} value={null} />
      <p role="status" className="text-sm">
        {text}
      </p>
      <p className="text-muted text-sm">{t('keepOpen')}</p>
    </div>
  );
}

import { Button } from '@trastienda/ui/button';
import { useTranslations } from 'use-intl';

export interface SaveBarProps {
  readonly isDirty: boolean;
  readonly isPending: boolean;
  readonly onDiscard: () => void;
}

/** Stays in sight while something is unsaved. */
export function SaveBar({ isDirty, isPending, onDiscard }: SaveBarProps) {
  const t = useTranslations();
  return (
    <div className="sticky bottom-4 z-20 mt-6 flex flex-wrap items-center justify-end gap-2 rounded-lg border border-border bg-raised px-4 py-3 shadow-lg">
      <p className="mr-auto text-muted text-sm" role="status">
        {isDirty && t('products.editor.unsaved')}
      </p>
      <Button onClick={onDiscard} disabled={isPending || !isDirty}>
        {t('products.editor.discard')}
      </Button>
      <Button type="submit" variant="primary" loading={isPending}>
        {t('shell.save')}
      </Button>
    </div>
  );
}

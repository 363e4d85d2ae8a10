import { Button } from '@trastienda/ui/button';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import type { PriceEditing } from './use-price-edits.ts';

export interface PriceSaveBarProps {
  readonly editing: PriceEditing;
  readonly onSaved: (count: number) => void;
}

/** Stays in sight while prices are unsaved. */
export function PriceSaveBar({ editing, onSaved }: PriceSaveBarProps) {
  const t = useTranslations('prices');
  const tShell = useTranslations('shell');
  const { edits, isPending, isValid } = editing;
  if (edits.size === 0) return null;
  const save = async () => {
    if (await editing.save()) onSaved(edits.size);
  };
  return (
    <div className="sticky bottom-4 z-20 mt-6 flex flex-wrap items-center justify-end gap-2 rounded-lg border border-border bg-raised px-4 py-3 shadow-lg">
      {editing.failure !== null && (
        <div className="w-full">
          <FailureAlert error={editing.failure} />
        </div>
      )}
      <p className="mr-auto text-muted text-sm" role="status">
        {isValid ? t('unsaved', { count: edits.size }) : t('invalid')}
      </p>
      <Button onClick={editing.discard} disabled={isPending}>
        {t('discard')}
      </Button>
      <Button variant="primary" loading={isPending} disabled={!isValid} onClick={() => void save()}>
        {tShell('save')}
      </Button>
    </div>
  );
}

import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { clsx } from 'clsx';
import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import {
  type Choices,
  type Conflict,
  fieldsTakenOver,
  findConflicts,
  type Side,
  type Versions,
} from './merge-product.ts';
import { useConflictTexts } from './use-conflict-texts.ts';

interface ConflictChoiceProps {
  readonly title: string;
  readonly texts: Readonly<Record<Side, string>>;
  readonly chosen: Side;
  readonly onChoose: (side: Side) => void;
}

function ConflictChoice({ title, texts, chosen, onChoose }: ConflictChoiceProps) {
  const t = useTranslations('products.conflict');
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">{title}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {(['mine', 'theirs'] as const).map((side) => (
          <label
            key={side}
            className={clsx(
              'flex min-w-0 cursor-pointer gap-2.5 rounded-md border p-3 text-sm transition-colors duration-150',
              chosen === side
                ? 'border-accent bg-accent-soft'
                : 'border-border hover:border-border-strong',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={chosen === side}
              onChange={() => onChoose(side)}
              className="mt-0.5 shrink-0"
            />
            <span className="min-w-0">
              <span className="block font-medium text-xs">{t(side)}</span>
              <span className="mt-1 line-clamp-6 whitespace-pre-line break-words">
                {texts[side]}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export interface ConflictDialogProps {
  readonly versions: Versions;
  readonly isPending: boolean;
  readonly onSave: (choices: Choices) => void;
  readonly onClose: () => void;
}

/** Shows what somebody else has saved meanwhile, and lets the person choose where both differ. */
export function ConflictDialog({ versions, isPending, onSave, onClose }: ConflictDialogProps) {
  const t = useTranslations();
  const describe = useConflictTexts(versions);
  const conflicts = useMemo(() => findConflicts(versions), [versions]);
  const takenOver = useMemo(() => fieldsTakenOver(versions), [versions]);
  const [choices, setChoices] = useState<Choices>({});
  const chosen = ({ id }: Conflict): Side => choices[id] ?? 'mine';
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('products.conflict.title')}
      description={t(
        conflicts.length > 0 ? 'products.conflict.choose' : 'products.conflict.noConflict',
      )}
      closeLabel={t('shell.close')}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>{t('products.conflict.back')}</Button>
          <Button variant="primary" loading={isPending} onClick={() => onSave(choices)}>
            {t('products.conflict.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        {conflicts.map((conflict) => (
          <ConflictChoice
            key={conflict.id}
            {...describe(conflict)}
            chosen={chosen(conflict)}
            onChoose={(side) => setChoices({ ...choices, [conflict.id]: side })}
          />
        ))}
        {takenOver.length > 0 && (
          <p className="text-muted text-sm">
            {t('products.conflict.takenOver', {
              fields: takenOver.map((field) => t(`products.conflict.fields.${field}`)).join(', '),
            })}
          </p>
        )}
      </div>
    </Dialog>
  );
}

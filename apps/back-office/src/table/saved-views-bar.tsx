import { Button } from '@trastienda/ui/button';
import { Dialog } from '@trastienda/ui/dialog';
import { Field } from '@trastienda/ui/field';
import { IconButton } from '@trastienda/ui/icon-button';
import { Input } from '@trastienda/ui/input';
import { useToast } from '@trastienda/ui/toast';
import { clsx } from 'clsx';
import { BookmarkPlus, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStored } from '../browser/use-stored.ts';
import { type SavedView, savedViewsOf, withoutView, withView } from './saved-views.ts';

function SaveViewDialog({
  onSave,
  onClose,
}: {
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations();
  const formId = useId();
  const [name, setName] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') setIsMissing(true);
    else onSave(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('table.saveView')}
      description={t('table.saveViewText')}
      closeLabel={t('shell.close')}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          label={t('table.viewName')}
          error={isMissing && name.trim() === '' ? t('table.viewNameMissing') : undefined}
        >
          <Input
            autoFocus
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

interface ViewButtonProps {
  readonly name: string;
  readonly isActive: boolean;
  readonly onShow: () => void;
  readonly onDelete?: () => void;
}

function ViewButton({ name, isActive, onShow, onDelete }: ViewButtonProps) {
  const t = useTranslations('table');
  return (
    <span
      className={clsx(
        'flex h-8 shrink-0 items-center rounded-full border text-sm transition-colors duration-150',
        isActive
          ? 'border-accent/40 bg-accent-soft font-medium text-accent'
          : 'border-transparent text-muted hover:bg-hover hover:text-text',
      )}
    >
      <button
        type="button"
        aria-pressed={isActive}
        onClick={onShow}
        className="h-full rounded-full px-3"
      >
        {name}
      </button>
      {isActive && onDelete !== undefined && (
        <IconButton
          size="sm"
          label={t('deleteView', { name })}
          icon={<X />}
          onClick={onDelete}
          className="-ml-2 size-7 rounded-full"
        />
      )}
    </span>
  );
}

export interface SavedViewsProps {
  readonly list: {
    readonly definition: { readonly id: string };
    readonly query: string;
    readonly plainQuery: string;
    setQuery(query: string): void;
  };
}

/** The saved views of a list, and what saves the present one. */
export function SavedViews({ list }: SavedViewsProps) {
  const t = useTranslations();
  const toast = useToast();
  const stored = savedViewsOf(list.definition.id);
  const views = useStored(stored);
  const [isSaving, setIsSaving] = useState(false);
  const { query, plainQuery } = list;
  const isKnown = query === plainQuery || views.some((view) => view.query === query);

  const remove = (view: SavedView) => {
    stored.set(withoutView(views, view.name));
    toast.show({
      title: t('table.viewDeleted', { name: view.name }),
      action: {
        label: t('shell.undo'),
        onClick: () => stored.set(withView(stored.get(), view)),
      },
    });
  };

  if (views.length === 0 && isKnown) return null;
  return (
    <fieldset aria-label={t('table.views')} className="flex items-center gap-1 overflow-x-auto">
      <ViewButton
        name={t('table.allView')}
        isActive={query === plainQuery}
        onShow={() => list.setQuery(plainQuery)}
      />
      {views.map((view) => (
        <ViewButton
          key={view.name}
          name={view.name}
          isActive={view.query === query}
          onShow={() => list.setQuery(view.query)}
          onDelete={() => remove(view)}
        />
      ))}
      {!isKnown && (
        <Button size="sm" variant="ghost" icon={<BookmarkPlus />} onClick={() => setIsSaving(true)}>
          {t('table.saveView')}
        </Button>
      )}
      {isSaving && (
        <SaveViewDialog
          onClose={() => setIsSaving(false)}
          onSave={(name) => {
            stored.set(withView(views, { name, query }));
            setIsSaving(false);
          }}
        />
      )}
    </fieldset>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@trastienda/ui/menu';
import { useToast } from '@trastienda/ui/toast';
import { Archive, ChevronDown, CircleCheck, PenLine, Tag, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { reasonText } from '../errors/reason-text.ts';
import { api, client } from '../session/api.ts';
import type { Selection } from '../table/use-selection.ts';
import {
  addTag,
  type BulkChange,
  type BulkResult,
  changeProducts,
  removeTag,
  type SendUpdate,
  setStatus,
  undoChanges,
} from './bulk-changes.ts';
import { TagDialog } from './tag-dialog.tsx';
import type { ProductRow } from './use-product-columns.tsx';

const send: SendUpdate = (input) => client.admin.products.update.mutate(input);

/** Buttons that change all selected products; a toast says what was done, and takes it back. */
export function BulkActions({ selection }: { readonly selection: Selection<ProductRow> }) {
  const t = useTranslations();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isPending, setIsPending] = useState(false);
  const [tagging, setTagging] = useState<'add' | 'remove' | null>(null);

  const report = ({ updated, unchanged, failures }: BulkResult, onUndo?: () => void) => {
    const [failure] = failures;
    toast.show({
      tone: failure === undefined ? 'positive' : 'critical',
      title: t('products.bulk.done', { count: updated.length }),
      description:
        failure === undefined
          ? unchanged > 0 && t('products.bulk.unchanged', { count: unchanged })
          : t('products.bulk.failed', {
              count: failures.length,
              title: failure.product.title,
              reason: reasonText(t, failure.error),
            }),
      ...(onUndo !== undefined &&
        updated.length > 0 && { action: { label: t('shell.undo'), onClick: onUndo } }),
    });
    void queryClient.invalidateQueries(api.admin.products.pathFilter());
  };

  const run = async (change: BulkChange) => {
    setIsPending(true);
    const result = await changeProducts(selection.rows, change, send);
    setIsPending(false);
    selection.clear();
    report(result, () => void undoChanges(result, change, send).then((undone) => report(undone)));
  };

  return (
    <>
      <Menu
        side="top"
        trigger={
          <Button size="sm" loading={isPending} iconEnd={<ChevronDown />}>
            {t('products.bulk.change')}
          </Button>
        }
      >
        <MenuItem icon={<CircleCheck />} onClick={() => void run(setStatus('active'))}>
          {t('products.bulk.activate')}
        </MenuItem>
        <MenuItem icon={<PenLine />} onClick={() => void run(setStatus('draft'))}>
          {t('products.bulk.draft')}
        </MenuItem>
        <MenuItem icon={<Archive />} onClick={() => void run(setStatus('archived'))}>
          {t('products.bulk.archive')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Tag />} onClick={() => setTagging('add')}>
          {t('products.bulk.addTag')}
        </MenuItem>
        <MenuItem icon={<X />} onClick={() => setTagging('remove')}>
          {t('products.bulk.removeTag')}
        </MenuItem>
      </Menu>
      {tagging !== null && (
        <TagDialog
          title={t(tagging === 'add' ? 'products.bulk.addTag' : 'products.bulk.removeTag')}
          onClose={() => setTagging(null)}
          onChoose={(tag) => {
            setTagging(null);
            void run(tagging === 'add' ? addTag(tag) : removeTag(tag));
          }}
        />
      )}
    </>
  );
}

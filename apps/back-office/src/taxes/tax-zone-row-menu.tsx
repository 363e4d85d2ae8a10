import { useQueryClient } from '@tanstack/react-query';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem } from '@trastienda/ui/menu';
import { useToast } from '@trastienda/ui/toast';
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { api, client } from '../session/api.ts';
import type { TaxZone } from './tax-zone.ts';
import { TaxZoneDialog } from './tax-zone-dialog.tsx';

export interface TaxZoneRowMenuProps {
  readonly zone: TaxZone;
  /** Name of its country and region. */
  readonly place: string;
}

/** What can be done with a tax zone. */
export function TaxZoneRowMenu({ zone, place }: TaxZoneRowMenuProps) {
  const t = useTranslations('taxes');
  const toast = useToast();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const { name } = zone;
  return (
    <>
      <Menu trigger={<IconButton size="sm" label={t('actions', { place })} icon={<Ellipsis />} />}>
        <MenuItem icon={<PencilLine />} onClick={() => setOpen('edit')}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} tone="critical" onClick={() => setOpen('remove')}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {open === 'edit' && <TaxZoneDialog zone={zone} onClose={close} />}
      {open === 'remove' && (
        <ConfirmAction
          title={t('removeTitle', { name, place })}
          description={t('removeText')}
          confirmLabel={t('remove')}
          action={() => client.admin.taxes.remove.mutate({ id: zone.id })}
          onDone={() => {
            close();
            void queryClient.invalidateQueries(api.admin.taxes.pathFilter());
            toast.show({ title: t('removed', { name, place }) });
          }}
          onClose={close}
        />
      )}
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem } from '@trastienda/ui/menu';
import { useToast } from '@trastienda/ui/toast';
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { api, client } from '../session/api.ts';
import type { ShippingMethod } from './shipping-method.ts';

/** What can be done with a shipping method of the list. */
export function ShippingRowMenu({ method }: { readonly method: ShippingMethod }) {
  const t = useTranslations('shipping');
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isRemoving, setIsRemoving] = useState(false);
  const { id, name } = method;
  return (
    <>
      <Menu trigger={<IconButton size="sm" label={t('actions', { name })} icon={<Ellipsis />} />}>
        <MenuItem icon={<PencilLine />} render={<Link to={`/shipping/${id}`} />}>
          {t('edit')}
        </MenuItem>
        <MenuItem icon={<Trash2 />} tone="critical" onClick={() => setIsRemoving(true)}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {isRemoving && (
        <ConfirmAction
          title={t('removeTitle', { name })}
          description={t('removeText')}
          confirmLabel={t('remove')}
          action={() => client.admin.shipping.remove.mutate({ id })}
          onDone={() => {
            setIsRemoving(false);
            void queryClient.invalidateQueries(api.admin.shipping.pathFilter());
            toast.show({ title: t('removed', { name }) });
          }}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </>
  );
}

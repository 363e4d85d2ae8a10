import { useQueryClient } from '@tanstack/react-query';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem } from '@trastienda/ui/menu';
import { useToast } from '@trastienda/ui/toast';
import { CirclePause, CirclePlay, Ellipsis, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { reasonText } from '../errors/reason-text.ts';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { api, client } from '../session/api.ts';
import type { Discount } from './discount.ts';

/** What can be done with a discount of the list. */
export function DiscountRowMenu({ discount }: { readonly discount: Discount }) {
  const t = useTranslations();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [isEnding, setIsEnding] = useState(false);
  const { id, title } = discount;
  const reload = () => queryClient.invalidateQueries(api.admin.discounts.pathFilter());
  const setActive = (isActive: boolean) =>
    client.admin.discounts.update.mutate({ id, changes: { isActive } });

  const activate = async () => {
    try {
      await setActive(true);
      toast.show({ tone: 'positive', title: t('discounts.activated', { title }) });
    } catch (error) {
      toast.show({ tone: 'critical', title: reasonText(t, error) });
    }
    await reload();
  };

  return (
    <>
      <Menu
        trigger={
          <IconButton size="sm" label={t('discounts.actions', { title })} icon={<Ellipsis />} />
        }
      >
        <MenuItem icon={<PencilLine />} render={<Link to={`/discounts/${id}`} />}>
          {t('discounts.edit')}
        </MenuItem>
        {discount.isActive ? (
          <MenuItem icon={<CirclePause />} tone="critical" onClick={() => setIsEnding(true)}>
            {t('discounts.end')}
          </MenuItem>
        ) : (
          <MenuItem icon={<CirclePlay />} onClick={() => void activate()}>
            {t('discounts.activate')}
          </MenuItem>
        )}
      </Menu>
      {isEnding && (
        <ConfirmAction
          title={t('discounts.endTitle', { title })}
          description={t('discounts.endText')}
          confirmLabel={t('discounts.end')}
          action={() => setActive(false)}
          onDone={() => {
            setIsEnding(false);
            void reload();
            toast.show({ title: t('discounts.ended', { title }) });
          }}
          onClose={() => setIsEnding(false)}
        />
      )}
    </>
  );
}

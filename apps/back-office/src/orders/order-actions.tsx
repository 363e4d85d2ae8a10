import type { StaffOrder } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@trastienda/ui/menu';
import { Ellipsis, FileText, Link2Off, Package, Printer, Undo2, XCircle } from 'lucide-react';
import { useHref } from 'react-router';
import { useTranslations } from 'use-intl';
import { useCan } from '../session/account.tsx';
import { useShortcut } from '../shortcuts/shortcut-list.ts';
import type { OrderDialog } from './order-dialog.ts';

export interface OrderActionsProps {
  readonly order: StaffOrder;
  readonly canFulfil: boolean;
  readonly canRefund: boolean;
  readonly canCancel: boolean;
  readonly onOpen: (dialog: OrderDialog) => void;
}

/** A key that does what a button beside it does. */
function ActionShortcut(props: {
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}) {
  useShortcut({ ...props, group: 'page' });
  return null;
}

/** What can be done with an order, as far as the role and the state of the order allow it. */
export function OrderActions({
  order,
  canFulfil,
  canRefund,
  canCancel,
  onOpen,
}: OrderActionsProps) {
  const t = useTranslations('orders');
  const canWrite = useCan('orders:write');
  const mayRefund = useCan('orders:refund');
  const slip = useHref(`/orders/${order.id}/packing-slip`);
  const invoice = useHref(`/orders/${order.id}/invoice`);
  const fulfil = () => onOpen({ kind: 'fulfil' });
  const refund = () => onOpen({ kind: 'refund', returned: null });
  const isRest = order.status === 'partially-fulfilled';
  const fulfilLabel = t(order.isShipped ? 'fulfil.action' : 'fulfil.unshipped.action');
  return (
    <>
      <Menu trigger={<IconButton variant="secondary" label={t('more')} icon={<Ellipsis />} />}>
        {order.isShipped && (
          <MenuItem
            icon={<Printer />}
            render={
              <a href={slip} target="_blank" rel="noreferrer" aria-label={t('packingSlip')} />
            }
          >
            {t('packingSlip')}
          </MenuItem>
        )}
        <MenuItem
          icon={<FileText />}
          render={<a href={invoice} target="_blank" rel="noreferrer" aria-label={t('invoice')} />}
        >
          {t('invoice')}
        </MenuItem>
        {canWrite && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Link2Off />} onClick={() => onOpen({ kind: 'links' })}>
              {t('links.title')}
            </MenuItem>
          </>
        )}
        {mayRefund && canCancel && (
          <>
            <MenuSeparator />
            <MenuItem tone="critical" icon={<XCircle />} onClick={() => onOpen({ kind: 'cancel' })}>
              {t(isRest ? 'cancel.restTitle' : 'cancel.action')}
            </MenuItem>
          </>
        )}
      </Menu>
      {mayRefund && canRefund && (
        <Button className="max-sm:grow" icon={<Undo2 />} onClick={refund}>
          {t('refunds.action')}
        </Button>
      )}
      {canWrite && canFulfil && (
        <Button variant="primary" className="max-sm:grow" icon={<Package />} onClick={fulfil}>
          {fulfilLabel}
        </Button>
      )}
      {mayRefund && canRefund && (
        <ActionShortcut keys="r" label={t('refunds.action')} run={refund} />
      )}
      {canWrite && canFulfil && <ActionShortcut keys="f" label={fulfilLabel} run={fulfil} />}
      {order.isShipped && (
        <ActionShortcut
          keys="p"
          label={t('packingSlip')}
          run={() => window.open(slip, '_blank', 'noreferrer')}
        />
      )}
      <ActionShortcut
        keys="i"
        label={t('invoice')}
        run={() => window.open(invoice, '_blank', 'noreferrer')}
      />
    </>
  );
}

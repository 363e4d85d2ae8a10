import type { Stock } from '@trastienda/shop-client';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem } from '@trastienda/ui/menu';
import { BellRing, Ellipsis, PencilLine, Truck } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AdjustStockDialog } from './adjust-stock-dialog.tsx';
import { ReceiveStockDialog } from './receive-stock-dialog.tsx';
import { WarningLevelDialog } from './warning-level-dialog.tsx';

export interface StockRowMenuProps {
  readonly stock: Stock;
  /** The button that opens it; by default three dots, for rows. */
  readonly trigger?: ReactElement;
}

/** What can be done with the stock of a SKU. */
export function StockRowMenu({ stock, trigger }: StockRowMenuProps) {
  const t = useTranslations('stock');
  const [open, setOpen] = useState<'receive' | 'adjust' | 'level' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        trigger={
          trigger ?? (
            <IconButton size="sm" label={t('actions', { sku: stock.sku })} icon={<Ellipsis />} />
          )
        }
      >
        <MenuItem icon={<Truck />} onClick={() => setOpen('receive')}>
          {t('receive.action')}
        </MenuItem>
        <MenuItem icon={<PencilLine />} onClick={() => setOpen('adjust')}>
          {t('adjust.action')}
        </MenuItem>
        <MenuItem icon={<BellRing />} onClick={() => setOpen('level')}>
          {t('level.title')}
        </MenuItem>
      </Menu>
      {open === 'receive' && <ReceiveStockDialog stock={stock} onClose={close} />}
      {open === 'adjust' && <AdjustStockDialog stock={stock} onClose={close} />}
      {open === 'level' && <WarningLevelDialog stock={stock} onClose={close} />}
    </>
  );
}

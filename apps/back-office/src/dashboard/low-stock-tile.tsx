import { useQuery } from '@tanstack/react-query';
import { Badge } from '@trastienda/ui/badge';
import { linkClass } from '@trastienda/ui/link';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../session/api.ts';
import { skuPath } from '../stock/sku-path.ts';
import { Tile, TileEmpty } from './tile.tsx';

const SHOWN = 5;

/** SKUs of which few are left. */
export function LowStockTile() {
  const t = useTranslations('overview.lowStock');
  const stock = useQuery(api.admin.stock.list.queryOptions({ isLow: true, limit: SHOWN }));
  return (
    <Tile
      title={t('title')}
      to="/stock?isLow=1"
      error={stock.error}
      isLoading={stock.data === undefined}
      onRetry={() => void stock.refetch()}
    >
      {stock.data?.items.length === 0 && <TileEmpty title={t('none')} text={t('noneText')} />}
      <ul className="flex flex-col divide-y divide-border text-sm">
        {stock.data?.items.map(({ sku, available }) => (
          <li key={sku} className="flex items-center justify-between gap-4 py-3">
            <Link
              to={skuPath(sku)}
              className={`${linkClass({ tone: 'text', underline: 'hover' })} truncate font-medium font-mono`}
            >
              {sku}
            </Link>
            <Badge tone={available > 0 ? 'warning' : 'critical'}>
              {t('available', { count: available })}
            </Badge>
          </li>
        ))}
      </ul>
    </Tile>
  );
}

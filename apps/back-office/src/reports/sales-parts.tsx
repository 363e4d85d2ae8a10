import type { RouterOutputs } from '@trastienda/shop-client';
import { Card } from '@trastienda/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableFoot,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';

type CurrencyReport = RouterOutputs['admin']['reports']['sales']['currencies'][number];

/** The figures of each day, week or month, and their sum. */
export function SalesParts({
  currency,
  total,
  parts,
}: Pick<CurrencyReport, 'currency' | 'total' | 'parts'>) {
  const t = useTranslations('reports');
  const format = useFormats();
  const money = (amount: number) => format.signedMoney({ amount, currency });
  const cells = (figures: CurrencyReport['total']) => (
    <>
      <TableCell numeric>{format.number(figures.orders)}</TableCell>
      <TableCell numeric className="hidden sm:table-cell">
        {format.number(figures.units)}
      </TableCell>
      <TableCell numeric>{money(figures.netSales)}</TableCell>
      <TableCell numeric className="hidden md:table-cell">
        {money(figures.shipping - figures.refundedShipping)}
      </TableCell>
      <TableCell numeric className="hidden md:table-cell">
        {money(figures.tax - figures.refundedTax)}
      </TableCell>
      <TableCell numeric className="hidden sm:table-cell">
        {money(figures.total)}
      </TableCell>
    </>
  );
  return (
    <Card padding="none" className="overflow-hidden">
      <Table label={t('overTime', { currency })}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t('part')}</TableHeaderCell>
            <TableHeaderCell align="end">{t('orders')}</TableHeaderCell>
            <TableHeaderCell align="end" className="hidden sm:table-cell">
              {t('units')}
            </TableHeaderCell>
            <TableHeaderCell align="end">{t('netSales')}</TableHeaderCell>
            <TableHeaderCell align="end" className="hidden md:table-cell">
              {t('shipping')}
            </TableHeaderCell>
            <TableHeaderCell align="end" className="hidden md:table-cell">
              {t('tax')}
            </TableHeaderCell>
            <TableHeaderCell align="end" className="hidden sm:table-cell">
              {t('total')}
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {parts.toReversed().map(({ from, to, figures }) => (
            <TableRow key={from}>
              <TableCell>
                {from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`}
              </TableCell>
              {cells(figures)}
            </TableRow>
          ))}
        </TableBody>
        <TableFoot>
          <TableRow>
            <TableCell>{t('sum')}</TableCell>
            {cells(total)}
          </TableRow>
        </TableFoot>
      </Table>
    </Card>
  );
}

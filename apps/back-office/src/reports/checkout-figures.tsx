import type { RouterOutputs } from '@trastienda/shop-client';
import { Card } from '@trastienda/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { ChangeText } from './change-text.tsx';
import { FigureTile } from './figure-tile.tsx';

type CurrencyReport = RouterOutputs['admin']['reports']['checkouts']['currencies'][number];

/** What became of the checkouts in a currency. */
export function CheckoutFigures({ currency, total, previous }: CurrencyReport) {
  const t = useTranslations('reports');
  const format = useFormats();
  const money = (amount: number) => format.signedMoney({ amount, currency });
  const rate = (ppm: number | null) => (ppm === null ? '–' : format.share(ppm));
  const rows = [
    ['started', total.started, previous.started, total.startedTotal],
    ['completed', total.completed, previous.completed, total.completedTotal],
    ['abandoned', total.abandoned, previous.abandoned, total.abandonedTotal],
    ['canceled', total.canceled, previous.canceled, total.canceledTotal],
  ] as const;
  return (
    <>
      <div className="grid grid-cols-2 gap-4 max-lg:[&>:last-child:nth-child(odd)]:col-span-2 lg:grid-cols-3">
        <FigureTile
          label={t('completion')}
          value={rate(total.completionPpm)}
          now={total.completionPpm}
          before={previous.completionPpm}
        />
        <FigureTile
          isCost
          label={t('checkoutStates.abandoned')}
          value={format.number(total.abandoned)}
          now={total.abandoned}
          before={previous.abandoned}
        />
        <FigureTile
          isCost
          label={t('abandonedTotal')}
          value={money(total.abandonedTotal)}
          now={total.abandonedTotal}
          before={previous.abandonedTotal}
        />
      </div>
      <Card padding="none" className="overflow-hidden">
        <Table label={t('checkoutsIn', { currency })}>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t('checkouts')}</TableHeaderCell>
              <TableHeaderCell align="end">{t('count')}</TableHeaderCell>
              <TableHeaderCell align="end" className="hidden sm:table-cell">
                {t('change')}
              </TableHeaderCell>
              <TableHeaderCell align="end">{t('worth')}</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(([state, now, before, amount]) => (
              <TableRow key={state}>
                <TableCell>{t(`checkoutStates.${state}`)}</TableCell>
                <TableCell numeric>{format.number(now)}</TableCell>
                <TableCell numeric className="hidden sm:table-cell">
                  <ChangeText now={now} before={before} />
                </TableCell>
                <TableCell numeric>{money(amount)}</TableCell>
              </TableRow>
            ))}
            <TableRow>
              <TableCell>{t('checkoutStates.open')}</TableCell>
              <TableCell numeric>{format.number(total.open)}</TableCell>
              <TableCell className="hidden sm:table-cell" />
              <TableCell />
            </TableRow>
          </TableBody>
        </Table>
      </Card>
    </>
  );
}

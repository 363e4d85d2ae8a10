import { Alert } from '@trastienda/ui/alert';
import { Badge } from '@trastienda/ui/badge';
import { Card, CardHeader } from '@trastienda/ui/card';
import { linkClass } from '@trastienda/ui/link';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import type { Reconciliation } from './add-up.ts';

/** What provider, ledger and orders say of the payments of a period, and where they differ. */
export function ReconciliationReport({ report }: { readonly report: Reconciliation }) {
  const t = useTranslations('ledger');
  const format = useFormats();
  const { payments, totals, differences } = report;
  return (
    <div className="flex flex-col gap-6" role="status">
      {differences.length === 0 ? (
        <Alert tone="positive" title={t('agrees')}>
          {t('agreesText', { count: payments })}
        </Alert>
      ) : (
        <Alert tone="critical" title={t('differs', { count: differences.length })}>
          {t('differsText', { count: payments })}
        </Alert>
      )}
      {totals.length > 0 && (
        <Card padding="none" className="overflow-hidden">
          <CardHeader title={t('totals')} />
          <Table label={t('totals')}>
            <TableHead>
              <TableRow>
                <TableHeaderCell>{t('book')}</TableHeaderCell>
                <TableHeaderCell align="end">{t('captured')}</TableHeaderCell>
                <TableHeaderCell align="end">{t('refunded')}</TableHeaderCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {totals.flatMap(({ currency, provider, ledger, orders }) =>
                [
                  ['provider', provider.captured, provider.refunded] as const,
                  ['ledger', ledger.captured, ledger.refunded] as const,
                  ['orders', orders.paid, orders.refunded] as const,
                ].map(([book, captured, refunded]) => (
                  <TableRow key={`${currency}-${book}`}>
                    <TableCell>{`${t(`books.${book}`)} · ${currency}`}</TableCell>
                    <TableCell numeric>
                      {format.signedMoney({ amount: captured, currency })}
                    </TableCell>
                    <TableCell numeric>
                      {format.signedMoney({ amount: refunded, currency })}
                    </TableCell>
                  </TableRow>
                )),
              )}
            </TableBody>
          </Table>
        </Card>
      )}
      {differences.length > 0 && (
        <Card padding="none" className="overflow-hidden">
          <CardHeader title={t('differences')} />
          <ul className="flex flex-col divide-y divide-border border-border border-t">
            {differences.map((difference) => (
              <li
                key={`${difference.kind}-${difference.paymentId}-${difference.reference}`}
                className="flex flex-col gap-1.5 px-5 py-4 sm:px-6"
              >
                <p className="flex flex-wrap items-center gap-2 text-sm">
                  <Badge tone="critical">{t(`differenceKinds.${difference.kind}`)}</Badge>
                  {difference.expected !== null && difference.actual !== null && (
                    <span className="tabular-nums">
                      {t('expectedActual', {
                        expected: format.signedMoney(difference.expected),
                        actual: format.signedMoney(difference.actual),
                      })}
                    </span>
                  )}
                </p>
                {/* The server explains differences in English. */}
                <p lang="en" className="text-sm">
                  {difference.message}
                </p>
                <p className="flex flex-wrap gap-x-4 font-mono text-muted text-xs">
                  {difference.paymentId !== null && (
                    <Link
                      className={linkClass({ tone: 'muted' })}
                      to={`/ledger?paymentId=${difference.paymentId}`}
                    >
                      {difference.paymentId}
                    </Link>
                  )}
                  {difference.orderId !== null && (
                    <Link
                      className={linkClass({ tone: 'muted' })}
                      to={`/orders/${difference.orderId}`}
                    >
                      {difference.orderId}
                    </Link>
                  )}
                  {difference.reference}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

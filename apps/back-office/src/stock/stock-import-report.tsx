import type { RouterOutputs } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { useTranslations } from 'use-intl';
import { ReportTable } from '../imports/report-table.tsx';
import { Figures } from '../shell/figures.tsx';

export type StockReport = RouterOutputs['admin']['stock']['import'];

/** What an import of quantities has done. */
export function StockImportReport({ report }: { readonly report: StockReport }) {
  const t = useTranslations();
  const hasProblems = report.rejected > 0 || report.unknownCount > 0 || report.limitedCount > 0;
  return (
    <div className="flex flex-col gap-6">
      <Alert tone={hasProblems ? 'warning' : 'positive'} title={t('imports.done')}>
        {t('imports.rows', { rows: report.rows })}
        {report.withheldUnits > 0 &&
          ` ${t('stock.import.withheld', { count: report.withheldUnits })}`}
      </Alert>
      <Figures
        figures={[
          { label: t('stock.import.changed'), value: report.changed },
          { label: t('stock.import.unchanged'), value: report.unchanged },
          { label: t('stock.import.setBefore'), value: report.setBefore },
          { label: t('stock.import.notStocked'), value: report.notStocked },
        ]}
      />
      <ReportTable
        title={t('stock.import.rejections', { count: report.rejected })}
        rows={report.rejections}
        columns={[
          { label: t('imports.rowNumbers'), cell: ({ rows }) => rows.join(', ') },
          {
            label: t('stock.sku'),
            cell: ({ sku }) => <span className="font-mono">{sku ?? '–'}</span>,
          },
          { label: t('imports.handle'), cell: ({ handle }) => handle ?? '–' },
          { label: t('imports.reasons'), cell: ({ reasons }) => reasons.join('; ') },
        ]}
      />
      <ReportTable
        title={t('stock.import.limited', { count: report.limitedCount })}
        description={t('stock.import.limitedText')}
        rows={report.limited}
        columns={[
          {
            label: t('stock.sku'),
            cell: ({ sku }) => <span className="font-mono">{sku}</span>,
          },
          { label: t('stock.import.counted'), cell: ({ counted }) => counted },
          { label: t('stock.onHand'), cell: ({ onHand }) => onHand },
          { label: t('stock.reserved'), cell: ({ reserved }) => reserved },
        ]}
      />
      <ReportTable
        title={t('stock.import.unknown', { count: report.unknownCount })}
        rows={report.unknown}
        columns={[
          { label: t('imports.rowNumbers'), cell: ({ rows }) => rows.join(', ') },
          {
            label: t('stock.sku'),
            cell: ({ sku }) => <span className="font-mono">{sku ?? '–'}</span>,
          },
          { label: t('imports.handle'), cell: ({ handle }) => handle ?? '–' },
          {
            label: t('stock.import.options'),
            cell: ({ optionValues }) => optionValues.join(' · '),
          },
        ]}
      />
      <ReportTable
        title={t('stock.import.locations')}
        rows={report.locations}
        columns={[
          { label: t('stock.import.location'), cell: ({ name }) => name },
          {
            label: t('stock.import.isCounted'),
            cell: ({ isCounted }) => t(isCounted ? 'stock.import.yes' : 'stock.import.no'),
          },
        ]}
      />
      <ReportTable
        title={t('imports.ignoredColumns')}
        rows={report.ignoredColumns}
        columns={[
          { label: t('imports.column'), cell: ({ name }) => name },
          { label: t('imports.cells'), cell: ({ cells }) => cells },
        ]}
      />
    </div>
  );
}

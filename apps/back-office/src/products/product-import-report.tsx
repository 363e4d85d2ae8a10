import type { RouterOutputs } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { useTranslations } from 'use-intl';
import { ReportTable } from '../imports/report-table.tsx';
import { Figures } from '../shell/figures.tsx';

export type ProductReport = RouterOutputs['admin']['products']['import'];

/** What an import of products has done. */
export function ProductImportReport({ report }: { readonly report: ProductReport }) {
  const t = useTranslations();
  const { stock } = report;
  const stockFigures = [
    { label: t('products.import.opened'), value: stock.opened },
    { label: t('products.import.openedSoldOut'), value: stock.openedSoldOut },
    { label: t('products.import.openedUntracked'), value: stock.openedUntracked },
    { label: t('products.import.stockKept'), value: stock.unchanged },
  ];
  return (
    <div className="flex flex-col gap-6">
      <Alert tone={report.rejected > 0 ? 'warning' : 'positive'} title={t('imports.done')}>
        {t('imports.rows', { rows: report.rows })}
        {report.keptVariants > 0 &&
          ` ${t('products.import.keptVariants', { count: report.keptVariants })}`}
      </Alert>
      <Figures
        figures={[
          { label: t('products.import.created'), value: report.created },
          { label: t('products.import.updated'), value: report.updated },
          { label: t('products.import.unchanged'), value: report.unchanged },
          { label: t('products.import.rejected'), value: report.rejected },
        ]}
      />
      <ReportTable
        title={t('products.import.rejections')}
        description={t('products.import.rejectionsText')}
        rows={report.rejections}
        columns={[
          { label: t('imports.rowNumbers'), cell: ({ rows }) => rows.join(', ') },
          {
            label: t('imports.handle'),
            cell: ({ handle }) => <span className="font-mono">{handle ?? '–'}</span>,
          },
          { label: t('imports.reasons'), cell: ({ reasons }) => reasons.join('; ') },
        ]}
      />
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold text-base">{t('products.import.stock')}</h2>
        <Figures figures={stockFigures} />
      </section>
      <ReportTable
        title={t('products.import.derivedSkus', { count: report.derivedSkuCount })}
        description={t('products.import.derivedSkusText')}
        rows={report.derivedSkus}
        columns={[
          { label: t('imports.rowNumbers'), cell: ({ row }) => row },
          { label: t('imports.handle'), cell: ({ handle }) => handle },
          {
            label: t('products.import.sourceSku'),
            cell: ({ sourceSku }) => <span className="font-mono">{sourceSku}</span>,
          },
          {
            label: t('products.editor.sku'),
            cell: ({ sku }) => <span className="font-mono">{sku}</span>,
          },
        ]}
      />
      <ReportTable
        title={t('products.import.changedHandles', { count: report.changedHandleCount })}
        rows={report.changedHandles}
        columns={[
          { label: t('imports.handle'), cell: ({ handle }) => handle },
          { label: t('products.editor.slug'), cell: ({ slug }) => slug },
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

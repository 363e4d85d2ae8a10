import { useQueryClient } from '@tanstack/react-query';
import { createImportForm } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { Checkbox } from '@trastienda/ui/checkbox';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { CsvDrop } from '../../imports/csv-drop.tsx';
import { ImportFailure } from '../../imports/import-failure.tsx';
import { ImportProgress } from '../../imports/progress.tsx';
import { useImport } from '../../imports/use-import.ts';
import { useWrittenCount } from '../../imports/use-written-count.ts';
import { ProductImportReport } from '../../products/product-import-report.tsx';
import { api, client } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';

export const handle = requires('catalog:write');

const WRITTEN = ['product.created', 'product.updated'] as const;

export default function ImportProducts() {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const [replaceVariants, setReplaceVariants] = useState(false);
  const { file, isRunning, failure, report, choose, start, reset } = useImport(
    (chosen) => client.admin.products.import.mutate(createImportForm(chosen, { replaceVariants })),
    () => void queryClient.invalidateQueries(api.admin.pathFilter()),
  );
  const count = useWrittenCount(isRunning, WRITTEN);
  return (
    <Page
      title={t('products.import.title')}
      description={t('products.import.text')}
      breadcrumbs={<BackLink to="/products" label={t('products.title')} />}
      {...(report !== null && {
        actions: (
          <>
            <Button onClick={reset}>{t('imports.another')}</Button>
            <Button variant="primary" render={<Link to="/products" />}>
              {t('products.import.toProducts')}
            </Button>
          </>
        ),
      })}
    >
      {report !== null ? (
        <ProductImportReport report={report} />
      ) : (
        <Card className="flex max-w-2xl flex-col gap-6">
          <ImportFailure error={failure} />
          {isRunning ? (
            <ImportProgress text={t('products.import.progress', { count })} />
          ) : (
            <>
              <CsvDrop file={file} onChange={choose} label={t('products.import.drop')} />
              <Checkbox
                label={t('products.import.replaceVariants')}
                hint={t('products.import.replaceVariantsHint')}
                checked={replaceVariants}
                onChange={({ currentTarget: { checked } }) => setReplaceVariants(checked)}
              />
              <Button variant="primary" disabled={file === null} onClick={start}>
                {t('imports.start')}
              </Button>
            </>
          )}
        </Card>
      )}
    </Page>
  );
}

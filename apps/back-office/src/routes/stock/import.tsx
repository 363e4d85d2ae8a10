import { useQueryClient } from '@tanstack/react-query';
import { createInventoryForm } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Field } from '@trastienda/ui/field';
import { useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { TagInput } from '../../forms/tag-input.tsx';
import { CsvDrop } from '../../imports/csv-drop.tsx';
import { ImportFailure } from '../../imports/import-failure.tsx';
import { ImportProgress } from '../../imports/progress.tsx';
import { useImport } from '../../imports/use-import.ts';
import { api, client } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { Page } from '../../shell/page.tsx';
import { StockImportReport } from '../../stock/stock-import-report.tsx';

export const handle = requires('stock:write');

export default function ImportStock() {
  const t = useTranslations();
  const queryClient = useQueryClient();
  const [locations, setLocations] = useState<readonly string[]>([]);
  const [again, setAgain] = useState(false);
  const { file, isRunning, failure, report, choose, start, reset } = useImport(
    (chosen) => client.admin.stock.import.mutate(createInventoryForm(chosen, { locations, again })),
    () => void queryClient.invalidateQueries(api.admin.pathFilter()),
  );
  return (
    <Page
      title={t('stock.import.title')}
      description={t('stock.import.text')}
      breadcrumbs={<BackLink to="/stock" label={t('stock.title')} />}
      {...(report !== null && {
        actions: (
          <>
            <Button onClick={reset}>{t('imports.another')}</Button>
            <Button variant="primary" render={<Link to="/stock" />}>
              {t('stock.import.toStock')}
            </Button>
          </>
        ),
      })}
    >
      {report !== null ? (
        <StockImportReport report={report} />
      ) : (
        <Card className="flex max-w-2xl flex-col gap-6">
          <ImportFailure error={failure} />
          {isRunning ? (
            <ImportProgress text={t('stock.import.progress')} />
          ) : (
            <>
              <CsvDrop file={file} onChange={choose} label={t('stock.import.drop')} />
              <Field label={t('stock.import.onlyLocations')} hint={t('stock.import.onlyHint')}>
                <TagInput
                  value={locations}
                  onChange={setLocations}
                  placeholder={t('stock.import.location')}
                  removeLabel={(name) => t('stock.import.removeLocation', { name })}
                />
              </Field>
              <Checkbox
                label={t('stock.import.again')}
                hint={t('stock.import.againHint')}
                checked={again}
                onChange={({ currentTarget: { checked } }) => setAgain(checked)}
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

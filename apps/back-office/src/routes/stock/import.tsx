import { useQueryClient } from '@tanstack/react-query';
import { createInventoryForm } from '@trastienda/shop-client';
import { Checkbox } from '@trastienda/ui/checkbox';
import { Field } from '@trastienda/ui/field';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TagInput } from '../../forms/tag-input.tsx';
import { ImportPage } from '../../imports/import-page.tsx';
import { useImport } from '../../imports/use-import.ts';
import { api, client } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { StockImportReport } from '../../stock/stock-import-report.tsx';

export const handle = requires('stock:write');

export default function ImportStock() {
  const t = useTranslations('stock');
  const queryClient = useQueryClient();
  const [locations, setLocations] = useState<readonly string[]>([]);
  const [again, setAgain] = useState(false);
  const importing = useImport(
    (file) => client.admin.stock.import.mutate(createInventoryForm(file, { locations, again })),
    () => void queryClient.invalidateQueries(api.admin.pathFilter()),
  );
  return (
    <ImportPage
      title={t('import.title')}
      text={t('import.text')}
      listPath="/stock"
      listTitle={t('title')}
      toList={t('import.toStock')}
      drop={t('import.drop')}
      progress={t('import.progress')}
      importing={importing}
      renderReport={(report) => <StockImportReport report={report} />}
    >
      <Field label={t('import.onlyLocations')} hint={t('import.onlyHint')}>
        <TagInput
          value={locations}
          onChange={setLocations}
          placeholder={t('import.location')}
          removeLabel={(name) => t('import.removeLocation', { name })}
        />
      </Field>
      <Checkbox
        label={t('import.again')}
        hint={t('import.againHint')}
        checked={again}
        onChange={({ currentTarget: { checked } }) => setAgain(checked)}
      />
    </ImportPage>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { createImportForm } from '@trastienda/shop-client';
import { Checkbox } from '@trastienda/ui/checkbox';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ImportPage } from '../../imports/import-page.tsx';
import { useImport } from '../../imports/use-import.ts';
import { useWrittenCount } from '../../imports/use-written-count.ts';
import { ProductImportReport } from '../../products/product-import-report.tsx';
import { api, client } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';

export const handle = requires('catalog:write');

const WRITTEN = ['product.created', 'product.updated'] as const;

export default function ImportProducts() {
  const t = useTranslations('products');
  const queryClient = useQueryClient();
  const [replaceVariants, setReplaceVariants] = useState(false);
  const importing = useImport(
    (file) => client.admin.products.import.mutate(createImportForm(file, { replaceVariants })),
    () => void queryClient.invalidateQueries(api.admin.pathFilter()),
  );
  const count = useWrittenCount(importing.isRunning, WRITTEN);
  return (
    <ImportPage
      title={t('import.title')}
      text={t('import.text')}
      listPath="/products"
      listTitle={t('title')}
      toList={t('import.toProducts')}
      drop={t('import.drop')}
      progress={t('import.progress', { count })}
      importing={importing}
      renderReport={(report) => <ProductImportReport report={report} />}
    >
      <Checkbox
        label={t('import.replaceVariants')}
        hint={t('import.replaceVariantsHint')}
        checked={replaceVariants}
        onChange={({ currentTarget: { checked } }) => setReplaceVariants(checked)}
      />
    </ImportPage>
  );
}

import { isClientError } from '@trastienda/shop-client';
import { Alert } from '@trastienda/ui/alert';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../errors/failure-alert.tsx';
import { reasonText } from '../errors/reason-text.ts';

/** Why an import was refused: where in the file, as far as the server says. */
export function ImportFailure({ error }: { readonly error: unknown }) {
  const t = useTranslations();
  if (!isClientError(error, 'IMPORT_FILE_INVALID')) return <FailureAlert error={error} />;
  const { row, line, columns, locations } = error.data.details;
  const places = [
    row !== undefined && t('imports.atRow', { row }),
    line !== undefined && t('imports.atLine', { line }),
    columns !== undefined && t('imports.atColumns', { columns: columns.join(', ') }),
    locations !== undefined && t('imports.atLocations', { locations: locations.join(', ') }),
  ].filter((text) => text !== false);
  return (
    <Alert tone="critical" title={reasonText(t, error)}>
      {/* The server explains files in English. */}
      <p lang="en">{error.message}</p>
      {places.length > 0 && <p className="mt-1">{places.join(' · ')}</p>}
    </Alert>
  );
}

import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { BackLink } from '../shell/back-link.tsx';
import { Page } from '../shell/page.tsx';
import { CsvDrop } from './csv-drop.tsx';
import { ImportFailure } from './import-failure.tsx';
import { ImportProgress } from './progress.tsx';
import type { Import } from './use-import.ts';

export interface ImportPageProps<Report> {
  readonly title: string;
  readonly text: string;
  /** The list that the import fills. */
  readonly listPath: string;
  readonly listTitle: string;
  readonly toList: string;
  readonly drop: string;
  readonly progress: string;
  readonly importing: Import<Report>;
  readonly renderReport: (report: Report) => ReactNode;
  /** Options of the import. */
  readonly children: ReactNode;
}

/** A page that imports a CSV: the file and its options, then the progress, then the report. */
export function ImportPage<Report>({
  title,
  text,
  listPath,
  listTitle,
  toList,
  drop,
  progress,
  importing: { file, isRunning, failure, report, choose, start, reset },
  renderReport,
  children,
}: ImportPageProps<Report>) {
  const t = useTranslations('imports');
  return (
    <Page
      title={title}
      description={text}
      breadcrumbs={<BackLink to={listPath} label={listTitle} />}
      {...(report !== null && {
        actions: (
          <>
            <Button onClick={reset}>{t('another')}</Button>
            <Button variant="primary" render={<Link to={listPath} />}>
              {toList}
            </Button>
          </>
        ),
      })}
    >
      {report !== null ? (
        renderReport(report)
      ) : (
        <Card className="flex max-w-2xl flex-col gap-6">
          <ImportFailure error={failure} />
          {isRunning ? (
            <ImportProgress text={progress} />
          ) : (
            <>
              <CsvDrop file={file} onChange={choose} label={drop} />
              {children}
              <Button
                variant="primary"
                className="sm:self-start"
                disabled={file === null}
                onClick={start}
              >
                {t('start')}
              </Button>
            </>
          )}
        </Card>
      )}
    </Page>
  );
}

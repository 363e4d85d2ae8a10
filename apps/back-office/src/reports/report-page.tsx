import type { ReportExport } from '@trastienda/shop-contract';
import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { Menu, MenuItem } from '@trastienda/ui/menu';
import { TabLinks } from '@trastienda/ui/tab-links';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useShopSettings } from '../session/use-shop-settings.ts';
import { Page } from '../shell/page.tsx';
import { PeriodPicker } from './period-picker.tsx';
import type { PeriodControls, Report } from './use-report.ts';

const TABS = {
  sales: '/reports',
  breakdown: '/reports/breakdown',
  taxes: '/reports/taxes',
  checkouts: '/reports/checkouts',
  stock: '/reports/stock',
  slowSellers: '/reports/slow-sellers',
} as const;
type Tab = keyof typeof TABS;
const TAB_NAMES = Object.keys(TABS) as readonly Tab[];

export interface ReportPageProps {
  readonly tab: Tab;
  readonly list: PeriodControls;
  readonly report: Report;
  /** CSV files that belong to the report. */
  readonly files: readonly ReportExport[];
  /** Further parameters of these files. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly hasCurrency?: boolean;
  readonly children: ReactNode;
}

/** A report: its days, its files, and the way to the other reports about the same days. */
export function ReportPage({
  tab,
  list,
  report,
  files,
  parameters,
  hasCurrency = true,
  children,
}: ReportPageProps) {
  const t = useTranslations('reports');
  const settings = useShopSettings();
  const { period, from, to, currency } = list.filters;
  const kept = new URLSearchParams(
    Object.entries({ period, from, to, currency }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const fileOf = (name: ReportExport) => {
    const query = new URLSearchParams({ ...report.range, ...parameters });
    if (currency !== undefined && hasCurrency) query.set('currency', currency);
    return `/downloads/reports/${name}.csv?${query}`;
  };
  return (
    <Page
      title={t('title')}
      {...(report.timeZone !== null && {
        description: t('text', { timeZone: report.timeZone }),
      })}
      actions={
        report.range !== null && (
          <Menu trigger={<Button icon={<Download />}>{t('csv')}</Button>}>
            {files.map((name) => (
              <MenuItem key={name} render={<a href={fileOf(name)} download />}>
                {t(`files.${name}`)}
              </MenuItem>
            ))}
          </Menu>
        )
      }
    >
      <TabLinks
        label={t('title')}
        className="mb-6"
        items={TAB_NAMES.map((name) => ({
          key: name,
          label: t(`tabs.${name}`),
          current: name === tab,
          render: <Link to={{ pathname: TABS[name], search: kept.toString() }} />,
        }))}
      />
      <div className="flex flex-col gap-6">
        <PeriodPicker
          list={list}
          report={report}
          currencies={hasCurrency ? (settings.data?.currencies.map(({ code }) => code) ?? []) : []}
        />
        {report.isInvalid && (
          <Alert tone="warning" title={t('invalid')}>
            {t('invalidText')}
          </Alert>
        )}
        {children}
      </div>
    </Page>
  );
}

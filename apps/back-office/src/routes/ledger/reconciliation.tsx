import { Button } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { DateRangeInput } from '@trastienda/ui/date-range-input';
import { Scale } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FailureAlert } from '../../errors/failure-alert.tsx';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { fromZonedText } from '../../format/zoned-time.ts';
import { addUp, type Reconciliation, type ReconciliationPage } from '../../ledger/add-up.ts';
import { LedgerTabs } from '../../ledger/ledger-tabs.tsx';
import { ReconciliationReport } from '../../ledger/reconciliation-report.tsx';
import { client } from '../../session/api.ts';
import { requires } from '../../session/route-access.ts';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';

export const handle = requires('ledger:read');

const DAY_MS = 86_400_000;

/** Returns midnight of a day of the shop; of the next day with `isEnd`. */
function momentOf(day: string, isEnd: boolean, timeZone: string): string | null {
  if (day === '') return null;
  const date = new Date(Date.parse(day) + (isEnd ? DAY_MS : 0)).toISOString().slice(0, 10);
  return fromZonedText(`${date}T00:00`, timeZone);
}

export default function ReconciliationPageOfLedger() {
  const t = useTranslations('ledger');
  const clock = useShopClock();
  const [range, setRange] = useState({ start: '', end: '' });
  const [report, setReport] = useState<Reconciliation | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isPending, setIsPending] = useState(false);
  if (clock === null) return <PageSkeleton />;

  const reconcile = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    setReport(null);
    setIsPending(true);
    const from = momentOf(range.start, false, clock.timeZone);
    const until = momentOf(range.end, true, clock.timeZone);
    try {
      const pages: ReconciliationPage[] = [];
      let cursor: string | null = null;
      do {
        const page: ReconciliationPage = await client.admin.ledger.reconcile.query({
          ...(from !== null && { from }),
          ...(until !== null && { until }),
          ...(cursor !== null && { cursor }),
        });
        pages.push(page);
        cursor = page.nextCursor;
      } while (cursor !== null);
      setReport(addUp(pages));
    } catch (error) {
      setFailure(error);
    }
    setIsPending(false);
  };

  return (
    <Page title={t('title')} description={t('reconciliationText')}>
      <LedgerTabs current="reconciliation" />
      <div className="flex flex-col gap-6">
        <Card>
          <form onSubmit={reconcile} className="flex flex-wrap items-end gap-4">
            <DateRangeInput
              label={t('period', { timeZone: clock.timeZone })}
              startLabel={t('from')}
              endLabel={t('to')}
              value={range}
              onValueChange={setRange}
            />
            <Button type="submit" variant="primary" icon={<Scale />} loading={isPending}>
              {t('reconcile')}
            </Button>
          </form>
        </Card>
        <FailureAlert error={failure} />
        {report !== null && <ReconciliationReport report={report} />}
      </div>
    </Page>
  );
}

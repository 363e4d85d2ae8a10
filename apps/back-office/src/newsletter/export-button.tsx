import { Button } from '@trastienda/ui/button';
import { useToast } from '@trastienda/ui/toast';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { reasonText } from '../errors/reason-text.ts';
import { client } from '../session/api.ts';
import { exportSubscribers } from './export-subscribers.ts';

function download(csv: string, name: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Downloads the confirmed addresses as CSV, with the links that end a subscription. */
export function ExportButton() {
  const t = useTranslations();
  const toast = useToast();
  const [isPending, setIsPending] = useState(false);
  const save = async () => {
    if (isPending) return;
    setIsPending(true);
    try {
      const { csv, count } = await exportSubscribers((input) =>
        client.admin.newsletter.export.mutate(input),
      );
      download(csv, `newsletter-${new Date().toISOString().slice(0, 10)}.csv`);
      toast.show({ title: t('newsletter.exported', { count }), tone: 'positive' });
    } catch (error) {
      toast.show({ title: reasonText(t, error), tone: 'critical' });
    } finally {
      setIsPending(false);
    }
  };
  return (
    <Button icon={<Download />} loading={isPending} onClick={() => void save()}>
      {t('newsletter.export')}
    </Button>
  );
}

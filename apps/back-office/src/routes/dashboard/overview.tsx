import { useTranslations } from 'use-intl';
import { useSignedIn } from '../../session/account.tsx';
import { Page } from '../../shell/page.tsx';

export default function Overview() {
  const t = useTranslations('overview');
  const { account } = useSignedIn();
  return (
    <Page title={t('title')} description={t('greeting', { name: account.name })}>
      {null}
    </Page>
  );
}

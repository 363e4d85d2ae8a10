import { Alert } from '@trastienda/ui/alert';
import { Badge } from '@trastienda/ui/badge';
import { PageHeader } from '@trastienda/ui/page-header';
import { MapPin, Package, ShieldCheck, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { Link } from '../i18n/link.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { useAccountData } from './use-account.ts';

interface TileProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly badge?: ReactNode;
}

/** A link to a page of the account, with what is behind it. */
function Tile({ to, icon, title, text, badge }: TileProps) {
  return (
    <Link
      to={to}
      prefetch="intent"
      className="flex h-full items-start gap-4 rounded-lg border bg-surface p-5 shadow-sm transition-colors hover:border-border-strong hover:bg-hover"
    >
      <span
        aria-hidden="true"
        className="grid size-10 shrink-0 place-items-center rounded-full bg-accent-soft text-accent [&_svg]:size-5"
      >
        {icon}
      </span>
      <span className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          {title}
          {badge}
        </span>
        <span className="mt-1 block text-pretty break-words text-muted text-sm">{text}</span>
      </span>
    </Link>
  );
}

/** The first page of an account. */
export function OverviewPage() {
  const t = useTranslations('account.overview');
  const { account } = useAccountData();
  const [query] = useSearchParams();
  const { name, email, hasSecondFactor } = account;
  return (
    <>
      <PageHead title={t('title')} isIndexed={false} />
      <PageHeader variant="display" title={t('hello', { name })} description={email} />
      {query.has('welcome') && (
        <Alert tone="positive" title={t('welcome.title')} className="mt-6">
          {t('welcome.text')}
        </Alert>
      )}
      <ul className="mt-8 grid gap-4 sm:grid-cols-2">
        <li>
          <Tile
            to="/account/orders"
            icon={<Package />}
            title={t('orders.title')}
            text={t('orders.text')}
          />
        </li>
        <li>
          <Tile
            to="/account/addresses"
            icon={<MapPin />}
            title={t('addresses.title')}
            text={t('addresses.text')}
          />
        </li>
        <li>
          <Tile
            to="/account/profile"
            icon={<UserRound />}
            title={t('profile.title')}
            text={t('profile.text')}
          />
        </li>
        <li>
          <Tile
            to="/account/security"
            icon={<ShieldCheck />}
            title={t('security.title')}
            text={t('security.text')}
            badge={
              <Badge tone={hasSecondFactor ? 'positive' : 'neutral'}>
                {t(hasSecondFactor ? 'security.on' : 'security.off')}
              </Badge>
            }
          />
        </li>
      </ul>
    </>
  );
}

import { Button } from '@trastienda/ui/button';
import { Card, CardBody, CardFooter, CardHeader } from '@trastienda/ui/card';
import { linkClass, TextLink } from '@trastienda/ui/link';
import { ChevronLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { useCan } from '../session/account.tsx';
import { Page } from '../shell/page.tsx';
import { AccountBadge, type Customer, stateOf } from './account-badge.tsx';
import { type AccountCall, AccountCallDialog } from './account-call-dialog.tsx';
import { CustomerAudit } from './customer-audit.tsx';
import { CustomerOrders } from './customer-orders.tsx';

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="break-words text-sm">{children}</dd>
    </div>
  );
}

function AccountCard({
  account,
  onCall,
}: {
  readonly account: Customer;
  readonly onCall: (call: AccountCall) => void;
}) {
  const t = useTranslations();
  const format = useFormats();
  const canWrite = useCan('accounts:write');
  const state = stateOf(account);
  const { email, locale, role, createdAt, disabledAt, deletedAt, hasSecondFactor } = account;
  return (
    <Card padding="none">
      <CardHeader title={t('customers.account')} />
      <CardBody>
        <dl className="flex flex-col gap-4">
          <Fact label={t('customers.email')}>
            {email === null ? (
              t('customers.noEmail')
            ) : (
              <TextLink href={`mailto:${email}`} className="break-all">
                {email}
              </TextLink>
            )}
          </Fact>
          <Fact label={t('customers.since')}>{format.dateTime(createdAt)}</Fact>
          {disabledAt !== null && (
            <Fact label={t('customers.disabledAt')}>{format.dateTime(disabledAt)}</Fact>
          )}
          {deletedAt !== null && (
            <Fact label={t('customers.deletedAt')}>{format.dateTime(deletedAt)}</Fact>
          )}
          <Fact label={t('customers.role')}>{t(`shell.roles.${role}`)}</Fact>
          <Fact label={t('customers.language')}>{t(`shell.languages.${locale}`)}</Fact>
          <Fact label={t('customers.secondFactor')}>
            {hasSecondFactor ? t('customers.on') : t('customers.off')}
          </Fact>
        </dl>
      </CardBody>
      {canWrite && state !== 'deleted' && (
        <CardFooter className="justify-start">
          {hasSecondFactor && (
            <Button size="sm" onClick={() => onCall('removeSecondFactor')}>
              {t('customers.calls.removeSecondFactor.title')}
            </Button>
          )}
          <Button
            size="sm"
            variant={state === 'active' ? 'critical' : 'secondary'}
            onClick={() => onCall(state === 'active' ? 'disable' : 'enable')}
          >
            {t(`customers.calls.${state === 'active' ? 'disable' : 'enable'}.title`)}
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

/** What the shop knows of a customer, and whether they may sign in. */
export function CustomerPage({ account }: { readonly account: Customer }) {
  const t = useTranslations('customers');
  const canSeeAudit = useCan('audit:read');
  const canSeeOrders = useCan('orders:read');
  const [call, setCall] = useState<AccountCall | null>(null);
  return (
    <Page
      title={account.name || t('nameless')}
      status={<AccountBadge account={account} />}
      breadcrumbs={
        <Link
          to="/customers"
          className={`${linkClass({ tone: 'muted', underline: 'hover' })} inline-flex items-center gap-1 self-start text-sm`}
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t('title')}
        </Link>
      }
    >
      <div className="grid items-start gap-6 xl:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-6 xl:col-span-2">
          {canSeeOrders && account.email !== null && <CustomerOrders email={account.email} />}
          {canSeeAudit && <CustomerAudit accountId={account.id} />}
        </div>
        <div className="order-first xl:order-none">
          <AccountCard account={account} onCall={setCall} />
        </div>
      </div>
      {call !== null && (
        <AccountCallDialog account={account} call={call} onClose={() => setCall(null)} />
      )}
    </Page>
  );
}

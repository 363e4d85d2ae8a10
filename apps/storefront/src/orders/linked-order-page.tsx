import { useMutation, useQuery } from '@tanstack/react-query';
import { isClientError, type RouterOutputs } from '@trastienda/shop-client';
import { Button } from '@trastienda/ui/button';
import { EmptyState } from '@trastienda/ui/empty-state';
import { Spinner } from '@trastienda/ui/spinner';
import { Link2Off } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { browserApi } from '../api/browser.ts';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { Link } from '../i18n/link.tsx';
import { useLocalePath } from '../i18n/use-locale.ts';
import { OrderContent } from './order-content.tsx';
import { StatusBadge } from './status-badge.tsx';

type LinkedOrder = RouterOutputs['orders']['getByLink'];

/** Returns the token in the fragment of the address; undefined until the page runs in the browser. */
function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    const read = () => setToken(new URLSearchParams(location.hash.slice(1)).get('token'));
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return token;
}

function InvalidLink() {
  const t = useTranslations('orders.linked');
  return (
    <div role="alert">
      <EmptyState
        level={1}
        icon={<Link2Off />}
        title={t('invalid')}
        description={t('invalidText')}
        actions={
          <>
            <Button variant="primary" render={<Link to="/orders">{t('orders')}</Link>} />
            <Button render={<Link to="/">{t('home')}</Link>} />
          </>
        }
      />
    </div>
  );
}

/** Takes the order over into the account of the visitor; visitors without one sign in first. */
function ClaimLinked({
  token,
  isSignedIn,
}: {
  readonly token: string;
  readonly isSignedIn: boolean;
}) {
  const t = useTranslations('orders.linked');
  const navigate = useNavigate();
  const inLanguage = useLocalePath();
  const claim = useMutation({
    mutationFn: () => browserApi().orders.claim.mutate({ token }),
    onSuccess: () => navigate(inLanguage('/account/orders')),
  });
  if (!isSignedIn) {
    // The fragment is no part of what a server may see, so it is in no address to return to.
    return <Button render={<Link to="/sign-in">{t('signIn')}</Link>} />;
  }
  return (
    <div className="space-y-3">
      <Button
        loading={claim.isPending}
        onClick={() => {
          if (!claim.isPending) claim.mutate();
        }}
      >
        {t('claim')}
      </Button>
      <FailureAlert error={claim.error} />
    </div>
  );
}

function Found({
  order,
  token,
  isSignedIn,
}: {
  readonly order: LinkedOrder;
  readonly token: string;
  readonly isSignedIn: boolean;
}) {
  const t = useTranslations('orders');
  const format = useFormatter();
  const date = format.dateTime(new Date(order.placedAt), { dateStyle: 'long' });
  return (
    <div className="py-8 lg:py-12">
      <header className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h1 className="font-display text-2xl tracking-[-0.01em] sm:text-3xl">
              {t('order.title', { number: order.number })}
            </h1>
            <StatusBadge status={order.status} isShipped={order.isShipped} />
          </div>
          <p className="mt-1.5 text-muted text-sm">
            {t('order.placed', { date })}. {t('linked.note')}
          </p>
        </div>
        <ClaimLinked token={token} isSignedIn={isSignedIn} />
      </header>
      <OrderContent order={order} />
    </div>
  );
}

/** The order of a link in an email to a guest, whose token is in the fragment of the address. */
export function LinkedOrderPage({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const t = useTranslations('orders.linked');
  const token = useLinkToken();
  const { data: order, error } = useQuery({
    queryKey: ['linked-order', token],
    // A mutation for the server, which must not have the token in an address.
    queryFn: () => browserApi().orders.getByLink.mutate({ token: token ?? '' }),
    enabled: Boolean(token),
    refetchOnWindowFocus: 'always',
  });
  if (token === null) return <InvalidLink />;
  if (order !== undefined && token !== undefined) {
    return <Found order={order} token={token} isSignedIn={isSignedIn} />;
  }
  if (isClientError(error, 'LINK_INVALID', 'INPUT_INVALID')) return <InvalidLink />;
  return (
    <div className="grid min-h-80 place-items-center">
      <noscript>{t('noScript')}</noscript>
      {error === null ? (
        <span className="noscript:hidden">
          <Spinner size="lg" label={t('loading')} />
        </span>
      ) : (
        <FailureAlert error={error} />
      )}
    </div>
  );
}

import { Button } from '@trastienda/ui/button';
import { linkClass } from '@trastienda/ui/link';
import { BookOpen } from 'lucide-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { PageFailure } from '../../errors/page-failure.tsx';
import { useCountryNames } from '../../format/use-country-names.ts';
import { useCurrencyNames } from '../../format/use-currency-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useShopClock } from '../../format/use-shop-clock.ts';
import { useCan } from '../../session/account.tsx';
import { useShopSettings } from '../../session/use-shop-settings.ts';
import { SettingsCard } from '../../settings/settings-rows.tsx';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';

/** Shows what the shop is configured to, and where. All staff may see it: it contains no secrets. */
export default function Settings() {
  const t = useTranslations();
  const format = useFormats();
  const currencyName = useCurrencyNames();
  const countries = useCountryNames();
  const clock = useShopClock();
  const canReadReports = useCan('reports:read');
  const canReadPrices = useCan('pricing:read');
  const { data, error, refetch } = useShopSettings();
  if (error !== null) return <PageFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined || clock === null) return <PageSkeleton />;

  const variable = (name: string) => <code>{name}</code>;
  const page = (to: string, label: string) =>
    canReadPrices ? (
      <Link to={to} className={linkClass({ tone: 'muted' })}>
        {label}
      </Link>
    ) : (
      label
    );
  const yesNo = (isSo: boolean) => (isSo ? t('settings.yes') : t('settings.no'));
  const inBuild = t('settings.inBuild');

  return (
    <Page
      title={t('settings.title')}
      description={t('settings.text')}
      actions={
        <Button icon={<BookOpen />} render={<a href="/docs" target="_blank" rel="noreferrer" />}>
          {t('settings.reference')}
        </Button>
      }
    >
      <div className="flex max-w-3xl flex-col gap-6">
        <SettingsCard
          title={t('settings.shop')}
          settings={[
            {
              name: t('settings.name'),
              value: data.name,
              source: variable('TRASTIENDA_SHOP_NAME'),
            },
            {
              name: t('settings.currency'),
              value: currencyName(data.currency),
              source: variable('TRASTIENDA_CURRENCY'),
            },
            {
              name: t('settings.currencies'),
              value: data.currencies.map(({ code }) => code).join(', '),
              source: page('/prices', t('prices.title')),
            },
            {
              name: t('settings.languages'),
              value: data.languages.map((code) => t(`shell.languages.${code}`)).join(', '),
              source: inBuild,
            },
            ...(canReadReports
              ? [
                  {
                    name: t('settings.timeZone'),
                    value: clock.timeZone,
                    source: variable('TRASTIENDA_TIME_ZONE'),
                  },
                ]
              : []),
          ]}
        />
        <SettingsCard
          title={t('settings.buying')}
          settings={[
            {
              name: t('settings.payments'),
              value: t(`settings.providers.${data.payments.provider}`),
              source: variable('TRASTIENDA_PAYMENTS'),
            },
            {
              name: t('settings.guests'),
              value: yesNo(data.isGuestCheckoutAllowed),
              source: inBuild,
            },
            {
              name: t('settings.reservation'),
              value: t('settings.seconds', { count: data.reservationSeconds }),
              source: variable('TRASTIENDA_RESERVATION_SECONDS'),
            },
            {
              name: t('settings.shippingCountries'),
              value:
                data.shippingCountries.length > 12
                  ? t('settings.countryCount', { count: data.shippingCountries.length })
                  : data.shippingCountries.map(countries.nameOf).join(', '),
              source: page('/shipping', t('shipping.title')),
            },
            {
              name: t('settings.cartLines'),
              value: format.number(data.carts.maxLines),
              source: inBuild,
            },
            {
              name: t('settings.lineQuantity'),
              value: format.number(data.carts.maxLineQuantity),
              source: inBuild,
            },
            {
              name: t('settings.discountCodes'),
              value: format.number(data.carts.maxDiscountCodes),
              source: inBuild,
            },
          ]}
        />
        <SettingsCard
          title={t('settings.passwords')}
          settings={[
            {
              name: t('settings.minLength'),
              value: format.number(data.passwords.minLength),
              source: variable('TRASTIENDA_PASSWORD_MIN_LENGTH'),
            },
            {
              name: t('settings.maxLength'),
              value: format.number(data.passwords.maxLength),
              source: inBuild,
            },
            {
              name: t('settings.guessability'),
              value: yesNo(data.passwords.isGuessabilityChecked),
              source: inBuild,
            },
          ]}
        />
      </div>
    </Page>
  );
}

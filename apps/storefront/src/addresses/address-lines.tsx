import { countryName } from '@trastienda/ui/country-names';
import { townLine } from '@trastienda/ui/town-line';
import { useLocale } from '../i18n/use-locale.ts';
import type { AddressField } from './address-values.ts';

type ShownAddress = Partial<Readonly<Record<AddressField, string | null>>> & {
  readonly country: string;
};

/** An address as it stands on an envelope. */
export function AddressLines({ address }: { readonly address: ShownAddress }) {
  const locale = useLocale();
  const lines = [
    address.name,
    address.company,
    address.line1,
    address.line2,
    townLine(address),
    countryName(address.country, locale),
    address.phone,
  ].filter((line): line is string => Boolean(line));
  return (
    <address className="text-sm not-italic leading-relaxed">
      {lines.map((line, index) => (
        // Browsers and servers name some countries differently.
        <span key={`${index}-${line}`} className="block break-words" suppressHydrationWarning>
          {line}
        </span>
      ))}
    </address>
  );
}

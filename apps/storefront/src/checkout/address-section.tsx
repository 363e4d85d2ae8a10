import type { AddressBook } from '@trastienda/shop-client';
import { Checkbox } from '@trastienda/ui/checkbox';
import type { NamedCountry } from '@trastienda/ui/country-names';
import { townLine } from '@trastienda/ui/town-line';
import { useTranslations } from 'use-intl';
import { AddressFields } from '../addresses/address-fields.tsx';
import { AddressLines } from '../addresses/address-lines.tsx';
import { addressValuesOf, emptyAddress } from '../addresses/address-values.ts';
import { Choice, Choices } from './choice.tsx';
import type { Details, DetailsChanges } from './details.ts';
import type { DetailsProblems } from './details-problems.ts';
import { Section } from './section.tsx';

interface Props {
  readonly details: Details;
  readonly problems: DetailsProblems;
  readonly book: AddressBook | null;
  /** Countries that the shop ships to, and those of invoices. */
  readonly countries: Readonly<Record<'shipping' | 'billing', readonly NamedCountry[]>>;
  readonly isRegionRequired: boolean;
  /** False when nothing is sent there: the address is for tax and the invoice. */
  readonly isShipped: boolean;
  readonly onChange: (changes: DetailsChanges) => void;
}

/** The saved addresses of an account, and that of the form. */
function SavedAddresses({ details, book, onChange }: Props & { readonly book: AddressBook }) {
  const t = useTranslations('checkout.address');
  return (
    <div className="mb-5">
      <Choices legend={t('saved')}>
        {book.addresses.map(({ id, address }) => (
          <Choice
            key={id}
            name="savedAddress"
            value={id}
            isChosen={details.savedAddressId === id}
            onChoose={() => onChange({ savedAddressId: id, shipping: addressValuesOf(address) })}
            title={address.name}
            hint={[address.line1, townLine(address)].filter(Boolean).join(', ')}
          />
        ))}
        <Choice
          name="savedAddress"
          value="other"
          isChosen={details.savedAddressId === null}
          onChoose={() =>
            onChange({
              savedAddressId: null,
              shipping: {
                ...emptyAddress(details.shipping.country),
                name: details.shipping.name,
              },
            })
          }
          title={t('other')}
        />
      </Choices>
    </div>
  );
}

/** Where the purchase goes, and whom the invoice names. */
export function AddressSection(props: Props) {
  const { details, problems, book, countries, isRegionRequired, isShipped, onChange } = props;
  const t = useTranslations('checkout.address');
  const { shipping, billing, savedAddressId } = details;
  const hasBook = book !== null && book.addresses.length > 0;
  return (
    <Section title={t(isShipped ? 'shipping' : 'unshipped')}>
      {hasBook && <SavedAddresses {...props} book={book} />}
      {savedAddressId === null ? (
        <AddressFields
          section="shipping"
          values={shipping}
          onChange={(changes) => onChange({ shipping: changes })}
          problems={problems.shipping}
          countries={countries.shipping}
          isRegionRequired={isRegionRequired}
        />
      ) : (
        <div className="rounded-lg bg-sunken p-4">
          <AddressLines address={shipping} />
        </div>
      )}
      <div className="mt-5 space-y-3">
        {book !== null && savedAddressId === null && (
          <Checkbox
            label={t('save')}
            checked={details.isSaved}
            onChange={(event) => onChange({ isSaved: event.target.checked })}
          />
        )}
        <Checkbox
          label={t('sameBilling')}
          checked={billing === null}
          onChange={(event) =>
            onChange({
              billing: event.target.checked
                ? null
                : { ...emptyAddress(shipping.country), name: shipping.name },
            })
          }
        />
      </div>
      {billing !== null && (
        <fieldset className="mt-6 min-w-0 rounded-lg border p-5">
          <legend className="px-1.5 font-medium text-sm">{t('billing')}</legend>
          <AddressFields
            section="billing"
            values={billing}
            onChange={(changes) => onChange({ billing: changes })}
            problems={problems.billing}
            countries={countries.billing}
          />
        </fieldset>
      )}
    </Section>
  );
}

import { buttonClass } from '@trastienda/ui/button';
import { Card } from '@trastienda/ui/card';
import { Checkbox } from '@trastienda/ui/checkbox';
import type { NamedCountry } from '@trastienda/ui/country-names';
import { PageHeader } from '@trastienda/ui/page-header';
import { useContext, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AddressFields, type AddressFieldsProps } from '../addresses/address-fields.tsx';
import { type AddressProblems, findAddressProblems } from '../addresses/address-problems.ts';
import { addressValuesOf, emptyAddress, type StoredAddress } from '../addresses/address-values.ts';
import { FailureContext } from '../forms/failure-context.ts';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Link } from '../i18n/link.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { AccountForm } from './account-form.tsx';

/** The fields, with what the page and the API say of them; the focus goes to the first wrong one. */
function CheckedFields({ problems, ...props }: AddressFieldsProps) {
  const failure = useContext(FailureContext);
  const fields = useRef<HTMLDivElement>(null);
  const rejected = failure?.issues.map(({ path }) => [path.split('.')[1] ?? '', 'invalid']) ?? [];
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  return (
    <div ref={fields}>
      <AddressFields {...props} problems={{ ...Object.fromEntries(rejected), ...problems }} />
    </div>
  );
}

interface Props {
  /** Null for a new one. */
  readonly address: StoredAddress | null;
  readonly countries: readonly NamedCountry[];
  /** Of a new address. */
  readonly country: string;
  /** Of the intention to add an address. */
  readonly idempotencyKey: string;
}

/** Adds or changes an address. */
export function AddressPage({ address, countries, country, idempotencyKey }: Props) {
  const t = useTranslations('account.addresses');
  const [values, setValues] = useState(() =>
    address === null ? emptyAddress(country) : addressValuesOf(address),
  );
  const [problems, setProblems] = useState<AddressProblems>({});
  const title = t(address === null ? 'newTitle' : 'editTitle');
  return (
    <>
      <PageHead title={title} isIndexed={false} />
      <PageHeader variant="display" title={title} />
      <Card padding="lg" className="mt-8">
        <AccountForm
          intent="save"
          isValid={() => {
            const found = findAddressProblems(values);
            setProblems(found);
            return Object.keys(found).length === 0;
          }}
        >
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <CheckedFields
            values={values}
            onChange={(changes) => setValues((before) => ({ ...before, ...changes }))}
            problems={problems}
            countries={countries}
            section="saved"
          />
          {address === null && (
            <fieldset className="space-y-2">
              <legend className="mb-2 font-medium text-sm">{t('defaultFor')}</legend>
              <Checkbox name="defaultFor" value="shipping" label={t('shipping')} />
              <Checkbox name="defaultFor" value="billing" label={t('billing')} />
            </fieldset>
          )}
          <div className="flex flex-wrap gap-3 pt-2">
            <SubmitButton>{t('save')}</SubmitButton>
            <Link to="/account/addresses" className={buttonClass({ variant: 'ghost' })}>
              {t('cancel')}
            </Link>
          </div>
        </AccountForm>
      </Card>
    </>
  );
}

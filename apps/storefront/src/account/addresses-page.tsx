import type { AddressBook } from '@trastienda/shop-client';
import { Badge } from '@trastienda/ui/badge';
import { Button, buttonClass } from '@trastienda/ui/button';
import { Dialog, DialogClose } from '@trastienda/ui/dialog';
import { DialogActions } from '@trastienda/ui/dialog-actions';
import { EmptyState } from '@trastienda/ui/empty-state';
import { PageHeader } from '@trastienda/ui/page-header';
import { MapPin, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AddressLines } from '../addresses/address-lines.tsx';
import { SubmitButton } from '../forms/submit-button.tsx';
import { Link } from '../i18n/link.tsx';
import { PageHead } from '../seo/page-head.tsx';
import { AccountForm } from './account-form.tsx';

type SavedAddress = AddressBook['addresses'][number];

const PURPOSES = ['shipping', 'billing'] as const;
type Purpose = (typeof PURPOSES)[number];

function RemoveButton({ id, address }: SavedAddress) {
  const t = useTranslations('account.addresses');
  const [isAsking, setAsking] = useState(false);
  const { name, line1 } = address;
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        aria-label={t('removeOf', { name, line1 })}
        onClick={() => setAsking(true)}
      >
        {t('remove')}
      </Button>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        size="sm"
        title={t('removeTitle')}
        description={t('removeText')}
        closeLabel={t('close')}
      >
        <AccountForm intent="remove">
          <input type="hidden" name="addressId" value={id} />
          <AddressLines address={address} />
          <DialogActions>
            <DialogClose render={<Button variant="ghost">{t('cancel')}</Button>} />
            <SubmitButton variant="critical">{t('remove')}</SubmitButton>
          </DialogActions>
        </AccountForm>
      </Dialog>
    </>
  );
}

interface EntryProps {
  readonly saved: SavedAddress;
  /** What it is the default of. */
  readonly defaultOf: readonly Purpose[];
}

function Entry({ saved, defaultOf }: EntryProps) {
  const t = useTranslations('account.addresses');
  const { id, address } = saved;
  const { name, line1 } = address;
  const makeDefault = { shipping: t('makeShipping'), billing: t('makeBilling') };
  return (
    <li className="flex flex-col rounded-lg border bg-surface p-5 shadow-sm">
      <div className="mb-4 flex grow flex-col">
        {defaultOf.length > 0 && (
          <p className="mb-3 flex flex-wrap gap-2">
            {defaultOf.map((purpose) => (
              <Badge key={purpose} tone="accent">
                {t(purpose)}
              </Badge>
            ))}
          </p>
        )}
        <AddressLines address={address} />
      </div>
      <div className="border-t pt-2">
        <div className="-mx-3 -mb-2 flex flex-wrap items-start gap-x-1">
          <Link
            to={`/account/addresses/${id}`}
            aria-label={t('editOf', { name, line1 })}
            className={buttonClass({ size: 'sm', variant: 'ghost' })}
          >
            {t('edit')}
          </Link>
          {PURPOSES.filter((purpose) => !defaultOf.includes(purpose)).map((purpose) => (
            <AccountForm key={purpose} intent="set-default">
              <input type="hidden" name="addressId" value={id} />
              <input type="hidden" name="purpose" value={purpose} />
              <SubmitButton size="sm" variant="ghost">
                {makeDefault[purpose]}
              </SubmitButton>
            </AccountForm>
          ))}
          <RemoveButton {...saved} />
        </div>
      </div>
    </li>
  );
}

interface Props {
  readonly book: AddressBook;
  readonly max: number;
}

/** The addresses of an account. */
export function AddressesPage({ book, max }: Props) {
  const t = useTranslations('account.addresses');
  const { addresses, defaultShippingId, defaultBillingId } = book;
  const defaults = { shipping: defaultShippingId, billing: defaultBillingId };
  const add = (
    <Link to="/account/addresses/new" className={buttonClass({ variant: 'primary' })}>
      <Plus aria-hidden="true" />
      {t('add')}
    </Link>
  );
  const isFull = addresses.length >= max;
  return (
    <>
      <PageHead title={t('title')} isIndexed={false} />
      <PageHeader
        variant="display"
        title={t('title')}
        description={isFull ? t('full', { max: String(max) }) : t('text')}
        actions={addresses.length > 0 && !isFull && add}
      />
      {addresses.length === 0 ? (
        <EmptyState
          icon={<MapPin />}
          title={t('empty')}
          description={t('emptyText')}
          actions={add}
        />
      ) : (
        <ul className="mt-8 grid gap-4 sm:grid-cols-2">
          {addresses.map((saved) => (
            <Entry
              key={saved.id}
              saved={saved}
              defaultOf={PURPOSES.filter((purpose) => defaults[purpose] === saved.id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

import type { Clock, Fallible, Keyed } from '@trastienda/base';
import type {
  AccountActor,
  AddAddressInput,
  AddressBook,
  AddressIdInput,
  SetDefaultAddressInput,
  UpdateAddressInput,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';

export interface AddressDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** The address book of an account. Every change returns the whole book after it. */
export interface AddressService {
  get(actor: AccountActor): Promise<AddressBook>;
  /**
   * Adds an address.
   * @throws {ShopError} ADDRESS_BOOK_FULL when the account has `MAX_ADDRESSES`.
   */
  add(
    actor: AccountActor,
    input: Keyed<AddAddressInput>,
  ): Fallible<AddressBook, 'ADDRESS_BOOK_FULL' | 'IDEMPOTENCY_KEY_REUSED'>;
  /**
   * Replaces an address.
   * @throws {ShopError} ADDRESS_NOT_FOUND.
   */
  update(
    actor: AccountActor,
    input: UpdateAddressInput,
  ): Fallible<AddressBook, 'ADDRESS_NOT_FOUND'>;
  /** Removes an address; one that is not there changes nothing. */
  remove(actor: AccountActor, input: AddressIdInput): Promise<AddressBook>;
  /**
   * Makes an address the default for a purpose, in place of another one.
   * @throws {ShopError} ADDRESS_NOT_FOUND.
   */
  setDefault(
    actor: AccountActor,
    input: SetDefaultAddressInput,
  ): Fallible<AddressBook, 'ADDRESS_NOT_FOUND'>;
}

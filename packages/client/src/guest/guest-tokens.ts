import { randomText } from '@trastienda/client';
import type { GuestStorage } from './guest-storage.ts';

/** What is sent as the guest of a call. */
export interface Guests {
  find(): Promise<string | null>;
  findOrMake(): Promise<string>;
}

/** Reads the guest's token from a storage, and creates it when needed. */
export class GuestTokens implements Guests {
  readonly #storage: GuestStorage;
  /** Concurrent calls must not create two guests. */
  #making: Promise<string> | null = null;

  constructor(storage: GuestStorage) {
    this.#storage = storage;
  }

  async find(): Promise<string | null> {
    return (await this.#storage.get()) ?? null;
  }

  async findOrMake(): Promise<string> {
    const token = await this.find();
    if (token !== null) return token;
    this.#making ??= this.#make().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #make(): Promise<string> {
    const made = `tg_${randomText(32)}`;
    await this.#storage.set(made);
    // Another tab may have stored one in the meantime: the last one wins for both.
    return (await this.find()) ?? made;
  }
}

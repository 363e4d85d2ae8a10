import { randomText } from '../random-text.ts';
import type { GuestStorage } from './guest-storage.ts';

/** The token that a storage has, and one that is made for it when there is need of one. */
export class GuestTokens {
  readonly #storage: GuestStorage;
  /** Calls made together must not become two guests. */
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
    // Another tab may have made one for the same storage: the last one counts for both.
    return (await this.find()) ?? made;
  }
}

import { createStoreClient, type StoreClient } from '@trastienda/shop-client';

/** As `expo-secure-store` and the keychains of other frameworks have them. */
interface SecureStorage {
  getItemAsync(key: string): Promise<string | null>;
  setItemAsync(key: string, value: string): Promise<void>;
  deleteItemAsync(key: string): Promise<void>;
}

/** Creates the client of an app, which has no cookies: tokens are in the keychain of the phone. */
export function createAppClient(keychain: SecureStorage, onSignedOut: () => void): StoreClient {
  return createStoreClient({
    url: 'https://shop.example',
    session: {
      kind: 'token',
      storage: {
        get: () => keychain.getItemAsync('session'),
        set: (token) => keychain.setItemAsync('session', token),
        clear: () => keychain.deleteItemAsync('session'),
      },
    },
    guest: {
      get: () => keychain.getItemAsync('guest'),
      set: (token) => keychain.setItemAsync('guest', token),
    },
    onSessionEnded: onSignedOut,
  });
}

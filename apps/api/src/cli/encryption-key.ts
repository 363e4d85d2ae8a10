import { newEncryptionKey } from '../start/secrets/encryption-keys.ts';
import type { Command } from './run-commands.ts';

/** The command `encryption-key`: prints a new key for data at rest. */
export const encryptionKeyCommand: Command = {
  name: 'encryption-key',
  usage: '',
  summary: 'make a key for TRASTIENDA_ENCRYPTION_KEYS',
  run: async () => {
    console.log(`TRASTIENDA_ENCRYPTION_KEYS=${newEncryptionKey(new Date())}`);
    console.log('To replace a key, put the new one in front of the old: new-id:…,old-id:…');
    return 0;
  },
};

import { createCipher } from '@trastienda/mongo';
import { type ResealedSecrets, resealWebhookSecrets } from '@trastienda/shop';
import { configureAuth } from '../start/configure-auth.ts';
import { loadEncryptionKeys } from '../start/secrets/encryption-keys.ts';
import type { Command } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

function report(what: string, { resealed, byKey }: ResealedSecrets): void {
  console.log(`${resealed} ${what} were sealed anew.`);
  for (const [keyId, count] of Object.entries(byKey)) {
    console.log(`  ${count} are sealed with key '${keyId}'`);
  }
}

/** The command `reseal`: encrypts with the current key, the last step of a key rotation. */
export const resealCommand: Command = {
  name: 'reseal',
  usage: '',
  summary: 'seal second factors and webhook secrets with the first of TRASTIENDA_ENCRYPTION_KEYS',
  run: () =>
    withDatabase(async ({ database, config }) => {
      const encryptionKeys = await loadEncryptionKeys(config, database);
      const { operator } = configureAuth({ database, config, encryptionKeys });
      const factors = await operator.reseal();
      const cipher = createCipher(encryptionKeys);
      const secrets = await resealWebhookSecrets({ database, cipher });
      report('second factors', factors);
      report('secrets of webhooks', secrets);
      const unopenable = factors.unopenable + secrets.unopenable;
      if (unopenable === 0) {
        console.log('A key that is not named here can go a day after servers stopped using it.');
        return 0;
      }
      console.error(`${unopenable} can be opened with no key: put back the one that is missing.`);
      return 1;
    }),
};

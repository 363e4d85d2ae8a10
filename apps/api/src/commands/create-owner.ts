import { parseArgs } from 'node:util';
import { EmailAddress, PersonName } from '@trastienda/contract';
import { loadEncryptionKeys } from '../auth/encryption-keys.ts';
import { checkIndexes } from '../check-indexes.ts';
import { createAccounts } from '../create-accounts.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/** Makes the first owner, who can make all others, and lets one in again who has lost everything. */
export const createOwnerCommand: Command = {
  name: 'create-owner',
  usage: 'EMAIL [NAME]',
  summary: 'make an owner; of an account that there is, only the address and the name remain',
  run: async (args) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const email = EmailAddress.safeParse(positionals[0]);
    if (!email.success) throw new UsageError('Name the email address of the owner.');
    const name = PersonName.safeParse(positionals.slice(1).join(' ') || 'Owner');
    if (!name.success) throw new UsageError('The name must be a line of at most 200 characters.');
    return withDatabase(async ({ database, isEmbedded, config }) => {
      // The unique index on addresses is what keeps two of these at once apart.
      await checkIndexes(database, isEmbedded);
      const encryptionKeys = await loadEncryptionKeys(config);
      const { operator } = createAccounts({ database, config, encryptionKeys });
      const { accountId, resetToken } = await operator.makeOwner({
        email: email.data,
        name: name.data,
      });
      console.log(`${email.data} is an owner (account ${accountId}).`);
      const { storefrontUrl } = config.accounts;
      console.log('The password can be set once, within a day:');
      if (storefrontUrl !== null)
        console.log(`  ${storefrontUrl}/reset-password#token=${resetToken}`);
      console.log(`  token for auth.resetPassword: ${resetToken}`);
      return 0;
    });
  },
};

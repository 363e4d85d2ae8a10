import { parseArgs } from 'node:util';
import { EmailAddress, PersonName } from '@trastienda/shop-contract';
import type { Config } from '../config/env.ts';
import { checkIndexes } from '../start/check-indexes.ts';
import { configureAuth } from '../start/configure-auth.ts';
import { loadEncryptionKeys } from '../start/secrets/encryption-keys.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/** Returns the URL of the server with this configuration. */
function serverUrlOf({ publicUrl, host, port }: Config): string {
  if (publicUrl !== null) return publicUrl;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Returns the next steps with the token, ready to paste. */
function nextSteps(config: Config, resetToken: string): readonly string[] {
  const { storefrontUrl } = config.accounts;
  const input = JSON.stringify({ token: resetToken, password: 'A NEW PASSWORD' });
  return [
    'Set the password. The token works once, within a day:',
    `  token for auth.resetPassword: ${resetToken}`,
    ...(storefrontUrl === null
      ? []
      : [`  in the storefront: ${storefrontUrl}/reset-password#token=${resetToken}`]),
    `  without a storefront, while the server runs (at least ${config.accounts.passwordMinLength} characters):`,
    `  curl -X POST '${serverUrlOf(config)}/trpc/auth.resetPassword' -H 'content-type: application/json' -d '${input}'`,
    'Then sign in with auth.signIn; docs/ACCOUNTS.md shows how.',
  ];
}

/**
 * The command `create-owner`: creates an owner, or restores the access of one who has lost
 * everything.
 */
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
      // The unique index on addresses separates two concurrent runs.
      await checkIndexes(database, isEmbedded);
      const encryptionKeys = await loadEncryptionKeys(config, database);
      const { operator } = configureAuth({ database, config, encryptionKeys });
      const { accountId, resetToken } = await operator.makeOwner({
        email: email.data,
        name: name.data,
      });
      console.log(`${email.data} is an owner (account ${accountId}).`);
      for (const line of nextSteps(config, resetToken)) console.log(line);
      return 0;
    });
  },
};

import { randomBytes } from 'node:crypto';
import { loadOrCreateSecret } from '@trastienda/mongo';

export interface DevelopmentToken {
  readonly token: string;
  readonly path: string;
}

/** Returns the staff token of an embedded database, kept in `<dataDir>/staff-token`. */
export async function loadOrCreateDevelopmentToken(dataDir: string): Promise<DevelopmentToken> {
  const { secret, path } = await loadOrCreateSecret(dataDir, {
    name: 'staff-token',
    make: () => randomBytes(32).toString('base64url'),
    isWellFormed: (text) => /^[\w.~+/-]{32,}$/.test(text),
    repair:
      ': it should hold one token. Nothing depends on it: remove it, and the next start makes a new one.',
  });
  return { token: secret, path };
}

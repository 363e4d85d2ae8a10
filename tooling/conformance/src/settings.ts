/** Where the server is, and what the suite may use of it. */
export interface Settings {
  /** URL of the server, without a slash at its end. */
  readonly url: string;
  /** A token with every permission. */
  readonly staffToken: string;
  /**
   * Origin of the server's public URL, whose pages may hold the session cookie; by default that of
   * `url`.
   */
  readonly origin: string;
  /** An origin of `TRASTIENDA_CORS_ORIGINS`; without one its tests are skipped. */
  readonly corsOrigin: string | null;
  /** Folder into which the server writes emails; without one, tests of accounts are skipped. */
  readonly outboxDir: string | null;
}

/** A variable is missing or malformed; the message is for the person who runs the suite. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new SettingsError(`Set ${name}; the README of this package describes it.`);
  return value;
}

/**
 * Reads the settings from environment variables.
 *
 * @throws {SettingsError} when a variable is missing or malformed.
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const url = required(env, 'TRASTIENDA_URL').replace(/\/+$/, '');
  if (!URL.canParse(url)) throw new SettingsError(`TRASTIENDA_URL is not a URL: ${url}`);
  return {
    url,
    staffToken: required(env, 'TRASTIENDA_STAFF_TOKEN'),
    origin: env.TRASTIENDA_ORIGIN || new URL(url).origin,
    corsOrigin: env.TRASTIENDA_CORS_ORIGIN || null,
    outboxDir: env.TRASTIENDA_OUTBOX || null,
  };
}

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Environment, parseEnv } from './env.ts';
import { ENVIRONMENT } from './environment.ts';

const KEYS = `k-1:${Buffer.alloc(32, 1).toString('base64')}`;

describe('The configuration is documented:', () => {
  test('DEPLOYMENT.md sets every variable that a server needs', () => {
    const page = readFileSync(new URL('../../../../docs/DEPLOYMENT.md', import.meta.url), 'utf8');
    const [, commands = ''] = page.split('```');
    const exported = [...commands.matchAll(/\b([A-Z0-9_]+)=('[^']*'|\S+)/g)].map(
      ([, name = '', value = '']) => [name, value.replaceAll("'", '')],
    );
    const env: Environment = Object.fromEntries(exported);
    expect(Object.keys(env)).toContain('TRASTIENDA_STOREFRONT_URL');
    // What the page leaves out, because it is a secret.
    const secrets = { MONGODB_URI: 'mongodb://db.example', TRASTIENDA_ENCRYPTION_KEYS: KEYS };
    for (const name of Object.keys(secrets)) expect(env[name]).toBe('…');
    expect(
      parseEnv({ ...env, ...secrets }, { isTerminal: false, program: 'server' }),
    ).toBeDefined();
  });

  test('CONFIGURATION.md has every variable, in this order, and no other', () => {
    const page = readFileSync(
      new URL('../../../../docs/CONFIGURATION.md', import.meta.url),
      'utf8',
    );
    const documented = [...page.matchAll(/^\| `([A-Z0-9_]+)` +\|/gm)].map(([, name]) => name);
    expect(documented).toEqual(Object.keys(ENVIRONMENT.shape));
  });
});

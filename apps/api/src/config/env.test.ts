import { describe, expect, test } from 'vitest';
import { ConfigError, type Environment, type Program, parseEnv } from './env.ts';

const parse = (env: Environment, program: Program = 'server') =>
  parseEnv(env, { isTerminal: false, program });

const KEY_1 = Buffer.alloc(32, 0xfb);
const KEY_2 = Buffer.alloc(32, 2);
const KEYS = `k-1:${KEY_1.toString('base64')}`;

/** What a server needs that people reach over a network. */
const PUBLIC: Environment = {
  TRASTIENDA_PUBLIC_URL: 'https://api.shop.example',
  TRASTIENDA_STOREFRONT_URL: 'https://shop.example',
  TRASTIENDA_EMAIL: 'outbox',
  TRASTIENDA_PAYMENTS: 'sandbox',
};

function problemsOf(env: Environment, program?: Program): readonly string[] {
  try {
    parse(env, program);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('The configuration', () => {
  test('is complete without any variable', () => {
    expect(parse({})).toEqual({
      warnings: [],
      config: {
        host: '127.0.0.1',
        port: 3000,
        mongodbUri: undefined,
        dataDir: '.trastienda',
        demo: true,
        currency: 'EUR',
        language: 'en',
        timeZone: 'UTC',
        notifications: { staff: [], off: [] },
        staffTokenSha256: null,
        publicUrl: null,
        frontends: {
          storefront: { kind: 'if-built' },
          backOffice: { kind: 'if-built' },
          mediaOrigins: [],
        },
        accounts: {
          shopName: 'Trastienda',
          storefrontUrl: null,
          encryptionKeys: null,
          passwordMinLength: 15,
          sessionDays: 30,
          sessionMaxDays: 180,
        },
        email: { kind: 'outbox', from: 'no-reply@localhost' },
        buying: {
          payments: { kind: 'sandbox' },
          reservationSeconds: 900,
          reservationLimits: { buyerUnits: 200, addressUnits: 1000, addressCheckouts: 100 },
          checkoutRetentionDays: 30,
        },
        webhooks: { local: 'loopback' },
        edgePurge: null,
        forms: { formsPerMinute: 30, messageRetentionDays: 365, subscriberRetentionDays: 30 },
        searchMaxProducts: 50_000,
        media: {
          storage: { kind: 'disk', dir: '.trastienda/media' },
          publicUrl: null,
          limits: { maxBytes: 20_971_520, maxPixels: 50_000_000 },
        },
        http: {
          corsOrigins: [],
          cookies: 'same-site',
          trustedProxies: [],
          addressSecrets: [],
          callsPerMinute: 600,
          maxBodyBytes: 1_048_576,
          maxUploadBytes: 33_554_432,
          maxBatch: 20,
          answerCacheBytes: 64_000_000,
          isCompressing: false,
          hasMcp: true,
          hasReference: true,
          requestTimeoutSeconds: 120,
        },
        log: { level: 'info', format: 'json' },
        shutdownGraceSeconds: 10,
      },
    });
  });

  test('accepts every variable', () => {
    const { config, warnings } = parse({
      HOST: '0.0.0.0',
      PORT: '0',
      MONGODB_URI: 'mongodb+srv://user:pw@cluster.example/shop',
      TRASTIENDA_DATA_DIR: '/data',
      TRASTIENDA_DEMO: 'off',
      TRASTIENDA_CURRENCY: 'JPY',
      TRASTIENDA_LANGUAGE: 'es',
      TRASTIENDA_TIME_ZONE: 'Asia/Tokyo',
      TRASTIENDA_STAFF_TOKEN_SHA256: 'AB'.repeat(32),
      TRASTIENDA_SHOP_NAME: 'La tienda de Ana',
      TRASTIENDA_PUBLIC_URL: 'https://api.shop.example/',
      TRASTIENDA_STOREFRONT_URL: 'https://shop.example/es',
      TRASTIENDA_STOREFRONT: '/srv/storefront',
      TRASTIENDA_BACK_OFFICE: 'on',
      TRASTIENDA_MEDIA_ORIGINS: 'https://cdn.example',
      TRASTIENDA_CORS_ORIGINS: 'https://shop.example, https://es.shop.example,',
      TRASTIENDA_COOKIES: 'cross-site',
      TRASTIENDA_ENCRYPTION_KEYS: `k-2:${KEY_2.toString('base64')}, k-1:${KEY_1.toString('base64url')}`,
      TRASTIENDA_EMAIL: 'smtp',
      TRASTIENDA_SMTP_URL: 'smtps://ana:pw@mail.example',
      TRASTIENDA_EMAIL_FROM: 'La tienda <hola@shop.example>',
      TRASTIENDA_STAFF_EMAIL: 'ana@shop.example, luis@shop.example',
      TRASTIENDA_EMAILS_OFF: 'order-placed,low-stock',
      TRASTIENDA_PAYMENTS: 'stripe',
      TRASTIENDA_STRIPE_SECRET_KEY: 'sk_test_1',
      TRASTIENDA_STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
      TRASTIENDA_STRIPE_WEBHOOK_SECRET: 'whsec_1',
      TRASTIENDA_WEBHOOKS_ALLOW_LOCAL: 'on',
      TRASTIENDA_EDGE_PURGE_URL: 'https://edge.example/purge',
      TRASTIENDA_EDGE_PURGE_TOKEN: 'edge-token',
      TRASTIENDA_MEDIA: 's3',
      TRASTIENDA_MEDIA_PUBLIC_URL: 'https://images.example/',
      TRASTIENDA_MEDIA_MAX_BYTES: '1000000',
      TRASTIENDA_MEDIA_MAX_PIXELS: '2000000',
      TRASTIENDA_S3_BUCKET: 'shop-images',
      TRASTIENDA_S3_ENDPOINT: 'http://minio:9000',
      TRASTIENDA_S3_REGION: 'eu-west-1',
      TRASTIENDA_S3_ACCESS_KEY_ID: 'access',
      TRASTIENDA_S3_SECRET_ACCESS_KEY: 'secret',
      TRASTIENDA_RESERVATION_SECONDS: '60',
      TRASTIENDA_BUYER_MAX_RESERVED_UNITS: '50',
      TRASTIENDA_ADDRESS_MAX_RESERVED_UNITS: '90',
      TRASTIENDA_ADDRESS_MAX_CHECKOUTS: '0',
      TRASTIENDA_CHECKOUT_RETENTION_DAYS: '7',
      TRASTIENDA_FORMS_PER_MINUTE: '0',
      TRASTIENDA_MESSAGE_RETENTION_DAYS: '90',
      TRASTIENDA_NEWSLETTER_RETENTION_DAYS: '14',
      TRASTIENDA_SEARCH_MAX_PRODUCTS: '0',
      TRASTIENDA_PASSWORD_MIN_LENGTH: '12',
      TRASTIENDA_SESSION_DAYS: '7',
      TRASTIENDA_SESSION_MAX_DAYS: '60',
      TRASTIENDA_ADDRESS_SECRETS: `${'s'.repeat(32)}, ${'t'.repeat(40)}`,
      TRASTIENDA_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,192.0.2.7,2001:db8::/32',
      TRASTIENDA_RATE_LIMIT: '0',
      TRASTIENDA_MAX_BODY_BYTES: '2048',
      TRASTIENDA_MAX_UPLOAD_BYTES: '4096',
      TRASTIENDA_MAX_BATCH: '5',
      TRASTIENDA_ANSWER_CACHE_MEGABYTES: '8',
      TRASTIENDA_REQUEST_TIMEOUT_SECONDS: '7',
      TRASTIENDA_COMPRESSION: 'on',
      TRASTIENDA_MCP: 'off',
      TRASTIENDA_REFERENCE: 'off',
      TRASTIENDA_LOG_LEVEL: 'debug',
      TRASTIENDA_LOG_FORMAT: 'pretty',
      TRASTIENDA_SHUTDOWN_GRACE_SECONDS: '3',
    });
    expect(warnings).toEqual([]);
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 0,
      mongodbUri: 'mongodb+srv://user:pw@cluster.example/shop',
      dataDir: '/data',
      demo: false,
      currency: 'JPY',
      language: 'es',
      timeZone: 'Asia/Tokyo',
      notifications: {
        staff: ['ana@shop.example', 'luis@shop.example'],
        off: ['order-placed', 'low-stock'],
      },
      staffTokenSha256: 'ab'.repeat(32),
      publicUrl: 'https://api.shop.example',
      frontends: {
        storefront: { kind: 'required', dir: '/srv/storefront' },
        backOffice: { kind: 'required', dir: null },
        mediaOrigins: ['https://cdn.example'],
      },
      accounts: {
        shopName: 'La tienda de Ana',
        storefrontUrl: 'https://shop.example/es',
        encryptionKeys: [
          { id: 'k-2', key: new Uint8Array(KEY_2) },
          { id: 'k-1', key: new Uint8Array(KEY_1) },
        ],
        passwordMinLength: 12,
        sessionDays: 7,
        sessionMaxDays: 60,
      },
      email: {
        kind: 'smtp',
        url: 'smtps://ana:pw@mail.example',
        from: 'La tienda <hola@shop.example>',
      },
      buying: {
        payments: {
          kind: 'stripe',
          secretKey: 'sk_test_1',
          webhookSecret: 'whsec_1',
          publishableKey: 'pk_test_1',
        },
        reservationSeconds: 60,
        reservationLimits: { buyerUnits: 50, addressUnits: 90, addressCheckouts: 0 },
        checkoutRetentionDays: 7,
      },
      webhooks: { local: 'all' },
      edgePurge: { url: 'https://edge.example/purge', token: 'edge-token' },
      forms: { formsPerMinute: 0, messageRetentionDays: 90, subscriberRetentionDays: 14 },
      searchMaxProducts: 0,
      media: {
        storage: {
          ...{ kind: 's3', bucket: 'shop-images', region: 'eu-west-1' },
          endpoint: 'http://minio:9000',
          credentials: { accessKeyId: 'access', secretAccessKey: 'secret' },
        },
        publicUrl: 'https://images.example',
        limits: { maxBytes: 4096, maxPixels: 2_000_000 },
      },
      http: {
        corsOrigins: ['https://shop.example', 'https://es.shop.example'],
        cookies: 'cross-site',
        addressSecrets: ['s'.repeat(32), 't'.repeat(40)],
        trustedProxies: ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '192.0.2.7/32', '2001:db8::/32'],
        callsPerMinute: 0,
        maxBodyBytes: 2048,
        maxUploadBytes: 4096,
        maxBatch: 5,
        answerCacheBytes: 8_000_000,
        isCompressing: true,
        hasMcp: false,
        hasReference: false,
        requestTimeoutSeconds: 7,
      },
      log: { level: 'debug', format: 'pretty' },
      shutdownGraceSeconds: 3,
    });
  });

  test('serves built frontends in development, and in production those that it names', () => {
    const kinds = (env: Environment) => {
      const { storefront, backOffice } = parse(env).config.frontends;
      return [storefront.kind, backOffice.kind];
    };
    expect(kinds({})).toEqual(['if-built', 'if-built']);
    expect(kinds({ TRASTIENDA_STOREFRONT: 'off' })).toEqual(['off', 'if-built']);
    expect(kinds(PUBLIC)).toEqual(['off', 'off']);
    const served = { ...PUBLIC, TRASTIENDA_STOREFRONT_URL: '', TRASTIENDA_STOREFRONT: 'on' };
    expect(kinds(served)).toEqual(['required', 'off']);
  });

  test('lets webhooks go to the same machine in development alone, unless it is said', () => {
    const localOf = (env: Environment) => parse(env).config.webhooks.local;
    expect(localOf({})).toBe('loopback');
    expect(localOf({ TRASTIENDA_WEBHOOKS_ALLOW_LOCAL: 'off' })).toBe('none');
    expect(localOf({ ...PUBLIC })).toBe('none');
    expect(localOf({ ...PUBLIC, TRASTIENDA_WEBHOOKS_ALLOW_LOCAL: 'loopback' })).toBe('loopback');
  });

  test('treats an empty variable as unset', () => {
    expect(parse({ PORT: '', MONGODB_URI: ' ', TRASTIENDA_LOG_LEVEL: '' })).toEqual(parse({}));
  });

  test('logs for people on a terminal and for programs elsewhere by default', () => {
    const format = (isTerminal: boolean, env: Environment = {}) =>
      parseEnv(env, { isTerminal, program: 'server' }).config.log.format;
    expect([format(true), format(false)]).toEqual(['pretty', 'json']);
    expect(format(true, { TRASTIENDA_LOG_FORMAT: 'json' })).toBe('json');
  });

  test.each(['ZZZ', 'XAU', 'XDR', 'XXX', 'CLF', 'eur', 'DEM'])(
    'rejects %s, which is not a currency that a shop can sell in',
    (code) => {
      expect(problemsOf({ TRASTIENDA_CURRENCY: code })).toEqual([
        `TRASTIENDA_CURRENCY must be the ISO 4217 code of a currency, like EUR, but is "${code}"`,
      ]);
    },
  );

  test.each(['Madrid', '+02:00', 'CEST'])(
    'rejects %s, which is not the name of a time zone with its daylight saving time',
    (zone) => {
      expect(problemsOf({ TRASTIENDA_TIME_ZONE: zone })).toEqual([
        `TRASTIENDA_TIME_ZONE must be an IANA time zone like Europe/Madrid, but is "${zone}"`,
      ]);
    },
  );

  test('reports all problems at once', () => {
    expect(
      problemsOf({
        PORT: '70000',
        TRASTIENDA_CURRENCY: 'euro',
        TRASTIENDA_CORS_ORIGINS: 'https://shop.example/,*',
        TRASTIENDA_LOG_LEVEL: 'loud',
        TRASTIENDA_MAX_BATCH: '-1',
        TRASTIENDA_COMPRESSION: 'yes',
      }),
    ).toEqual([
      'PORT must be an integer from 0 to 65535, but is "70000"',
      'TRASTIENDA_CURRENCY must be the ISO 4217 code of a currency, like EUR, but is "euro"',
      'TRASTIENDA_CORS_ORIGINS must hold origins like https://shop.example, but has "https://shop.example/", "*"',
      'TRASTIENDA_MAX_BATCH must be an integer from 1 to 1000, but is "-1"',
      'TRASTIENDA_COMPRESSION must be one of on, off, but is "yes"',
      'TRASTIENDA_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but is "loud"',
    ]);
  });

  test('reports problems between variables beside problems of single ones', () => {
    expect(
      problemsOf({
        PORT: 'x',
        TRASTIENDA_COOKIES: 'cross-site',
        TRASTIENDA_SESSION_DAYS: '200',
        TRASTIENDA_SMTP_URL: 'smtp://mail.example',
      }),
    ).toEqual([
      expect.stringMatching(/^PORT must be/),
      expect.stringMatching(/^TRASTIENDA_COOKIES .* https:.* Secure$/),
      expect.stringMatching(/^TRASTIENDA_COOKIES .* TRASTIENDA_CORS_ORIGINS .* any page$/),
      'TRASTIENDA_SESSION_MAX_DAYS must not be less than TRASTIENDA_SESSION_DAYS',
      expect.stringMatching(/^TRASTIENDA_EMAIL_FROM is required/),
    ]);
  });

  test('accepts cross-site cookies only over TLS and with a list of origins', () => {
    const TRASTIENDA_COOKIES = 'cross-site';
    const TRASTIENDA_CORS_ORIGINS = 'https://shop.example';
    const TRASTIENDA_PUBLIC_URL = 'https://api.example';
    const few = { TRASTIENDA_COOKIES, TRASTIENDA_CORS_ORIGINS };
    const problems = (env: Environment) => problemsOf(env, 'command');
    expect(problems(few)).toHaveLength(1);
    expect(problems({ ...few, TRASTIENDA_PUBLIC_URL: 'http://localhost:3000' })).toHaveLength(1);
    expect(problems({ TRASTIENDA_COOKIES, TRASTIENDA_PUBLIC_URL })).toHaveLength(1);
    expect(problems({ ...few, TRASTIENDA_PUBLIC_URL })).toEqual([]);
  });

  test('rejects origins without TLS for a server with TLS', () => {
    const problems = (publicUrl: string, origin: string, cookies = 'same-site') =>
      problemsOf(
        {
          TRASTIENDA_PUBLIC_URL: publicUrl,
          TRASTIENDA_CORS_ORIGINS: `https://shop.example,${origin}`,
          TRASTIENDA_COOKIES: cookies,
        },
        'command',
      );
    const refused = [expect.stringMatching(/^TRASTIENDA_CORS_ORIGINS must contain only https:/)];
    expect(problems('https://api.shop.example', 'http://shop.example')).toEqual(refused);
    expect(problems('https://api.shop.example', 'http://localhost:5173')).toEqual([]);
    expect(problems('https://api.shop.example', 'http://localhost:5173', 'cross-site')).toEqual(
      refused,
    );
    expect(problems('http://localhost:3000', 'http://localhost:5173')).toEqual([]);
  });

  test.each(['http://shop.example', 'http://127.0.0.1.shop.example', 'http://10.0.0.7:3000'])(
    'rejects a URL without TLS that is reachable over a network: %s',
    (url) => {
      expect(problemsOf({ TRASTIENDA_PUBLIC_URL: url })).toEqual([
        expect.stringContaining('must begin with https://'),
      ]);
      expect(problemsOf({ TRASTIENDA_STOREFRONT_URL: url })).toHaveLength(1);
    },
  );

  test.each([
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:3000',
    'https://a.example',
  ])('accepts a loopback URL, and any URL with TLS: %s', (url) => {
    expect(problemsOf({ TRASTIENDA_PUBLIC_URL: url }, 'command')).toEqual([]);
  });

  test('requires a public URL when the server listens beyond loopback', () => {
    const HOST = '0.0.0.0';
    expect(problemsOf({ HOST })).toEqual([
      expect.stringMatching(
        /^TRASTIENDA_PUBLIC_URL is required .* when HOST is not a loopback address/,
      ),
    ]);
    expect(problemsOf({ HOST, ...PUBLIC })).toEqual([]);
    expect(problemsOf({ HOST: '::1' })).toEqual([]);
  });

  test('does not default to development keys and emails on a shared database', () => {
    const MONGODB_URI = 'mongodb://db.example';
    expect(problemsOf({ MONGODB_URI })).toEqual([
      expect.stringMatching(/^TRASTIENDA_PUBLIC_URL is required with MONGODB_URI/),
      expect.stringMatching(/^TRASTIENDA_ENCRYPTION_KEYS is required with MONGODB_URI/),
      expect.stringMatching(/^TRASTIENDA_SMTP_URL is required with MONGODB_URI/),
      expect.stringMatching(/^TRASTIENDA_PAYMENTS is required with MONGODB_URI/),
    ]);
    const TRASTIENDA_ENCRYPTION_KEYS = KEYS;
    const server = {
      MONGODB_URI,
      TRASTIENDA_PUBLIC_URL: 'http://localhost:3000',
      TRASTIENDA_ENCRYPTION_KEYS,
      TRASTIENDA_EMAIL: 'outbox',
      TRASTIENDA_PAYMENTS: 'sandbox',
    };
    expect(problemsOf(server)).toEqual([]);
    expect(problemsOf({ MONGODB_URI }, 'command')).toEqual([]);
  });

  test('requires a storefront URL and an email transport with a public URL', () => {
    const { TRASTIENDA_PUBLIC_URL } = PUBLIC;
    expect(problemsOf({ TRASTIENDA_PUBLIC_URL })).toEqual([
      expect.stringMatching(/^TRASTIENDA_STOREFRONT_URL is required/),
      expect.stringMatching(/^TRASTIENDA_SMTP_URL is required .* public URL/),
      expect.stringMatching(/^TRASTIENDA_PAYMENTS is required .* public URL/),
    ]);
    expect(problemsOf(PUBLIC)).toEqual([]);
    expect(problemsOf({ TRASTIENDA_PUBLIC_URL }, 'command')).toEqual([]);
  });

  test.each([
    ['one that is too short', 'a:AAAA'],
    ['one without a name', KEYS.replace('k-1', '')],
    ['two of one name', `${KEYS},${KEYS}`],
    ['none', ','],
  ])('refuses encryption keys with %s', (_, TRASTIENDA_ENCRYPTION_KEYS) => {
    expect(problemsOf({ TRASTIENDA_ENCRYPTION_KEYS })).toHaveLength(1);
  });

  test.each(['10.0.0.0/33', '10.0/8', '0.0.0.0/0', '::/0', '::ffff:10.0.0.0/104', 'nginx', '1'])(
    'rejects a trusted proxy that is not an address or a network, or that covers all addresses: %s',
    (proxy) => {
      expect(problemsOf({ TRASTIENDA_TRUSTED_PROXIES: `loopback,${proxy}` })).toEqual([
        expect.stringContaining(`but has "${proxy}"`),
      ]);
    },
  );

  test.each(['short', `${'s'.repeat(32)},short`, `${'s'.repeat(16)} ${'s'.repeat(16)}`])(
    'rejects a secret of addresses that can be guessed, and does not repeat it',
    (secrets) => {
      const [problem, ...others] = problemsOf({ TRASTIENDA_ADDRESS_SECRETS: secrets });
      expect(problem).toMatch(/^TRASTIENDA_ADDRESS_SECRETS must hold one or two secrets/);
      expect(problem).not.toContain('ssss');
      expect(others).toEqual([]);
      const three = ['a', 'b', 'c'].map((letter) => letter.repeat(32)).join();
      expect(problemsOf({ TRASTIENDA_ADDRESS_SECRETS: three })).toEqual([problem]);
    },
  );

  test('refuses emails to be switched off that there are not, and tells the nearest kind', () => {
    expect(problemsOf({ TRASTIENDA_EMAILS_OFF: 'low-stok, newsletters' })).toEqual([
      'TRASTIENDA_EMAILS_OFF must hold kinds of emails like order-placed, but has "low-stok" (did you mean low-stock?), "newsletters"',
    ]);
  });

  test('refuses addresses of staff that are no addresses', () => {
    expect(problemsOf({ TRASTIENDA_STAFF_EMAIL: 'ana@shop.example,shop' })).toEqual([
      'TRASTIENDA_STAFF_EMAIL must hold email addresses like ana@shop.example, but has "shop"',
    ]);
  });

  test('refuses a sender that would add a header to emails', () => {
    expect(problemsOf({ TRASTIENDA_EMAIL_FROM: 'a@b.example\r\nBcc: all@b.example' })).toHaveLength(
      1,
    );
    expect(problemsOf({ TRASTIENDA_EMAIL_FROM: 'Shop <a@b.example>' })).toEqual([]);
  });

  test('requires both Stripe keys together, and rejects them with the sandbox', () => {
    const TRASTIENDA_STRIPE_SECRET_KEY = 'rk_live_1';
    const TRASTIENDA_STRIPE_WEBHOOK_SECRET = 'whsec_1';
    const keys = { TRASTIENDA_STRIPE_SECRET_KEY, TRASTIENDA_STRIPE_WEBHOOK_SECRET };
    const problems = (env: Environment) => problemsOf(env, 'command');
    expect(problems(keys)).toEqual([]);
    expect(problemsOf({ ...PUBLIC, TRASTIENDA_PAYMENTS: 'stripe', ...keys })).toEqual([]);
    expect(problems({ TRASTIENDA_STRIPE_SECRET_KEY })).toEqual([
      expect.stringMatching(
        /^TRASTIENDA_STRIPE_WEBHOOK_SECRET and TRASTIENDA_STRIPE_SECRET_KEY must be/,
      ),
    ]);
    expect(problems({ TRASTIENDA_STRIPE_WEBHOOK_SECRET })).toHaveLength(1);
    const withPublic = (key: string) =>
      problems({ ...keys, TRASTIENDA_STRIPE_PUBLISHABLE_KEY: key });
    expect(withPublic('pk_live_1')).toEqual([]);
    expect(withPublic('pk_test_1')).toEqual([
      expect.stringMatching(/^TRASTIENDA_STRIPE_PUBLISHABLE_KEY must be a key of the same mode/),
    ]);
    expect(problems({ TRASTIENDA_STRIPE_PUBLISHABLE_KEY: 'pk_live_1' })).toHaveLength(1);
    for (const env of [
      { TRASTIENDA_PAYMENTS: 'stripe' },
      { ...keys, TRASTIENDA_PAYMENTS: 'sandbox' },
    ]) {
      expect(problems(env)).toEqual([expect.stringMatching(/^TRASTIENDA_PAYMENTS must be stripe/)]);
    }
  });

  test('defaults to the sandbox on a development machine only', () => {
    const paymentsOf = (env: Environment) => parse(env, 'command').config.buying.payments;
    expect(paymentsOf({})).toEqual({ kind: 'sandbox' });
    expect(paymentsOf({ MONGODB_URI: 'mongodb://db.example' })).toBeNull();
  });

  test('never repeats a secret in a problem', () => {
    const problems = problemsOf({
      MONGODB_URI: 'postgres://user:hunter2@host',
      TRASTIENDA_STAFF_TOKEN_SHA256: 'hunter2-in-clear',
      TRASTIENDA_ENCRYPTION_KEYS: 'k:hunter2',
      TRASTIENDA_SMTP_URL: 'http://user:hunter2@host',
      TRASTIENDA_PUBLIC_URL: 'https://user:hunter2@shop.example',
      TRASTIENDA_STRIPE_SECRET_KEY: 'pk_hunter2',
      TRASTIENDA_STRIPE_PUBLISHABLE_KEY: 'sk_hunter2',
      TRASTIENDA_STRIPE_WEBHOOK_SECRET: 'hunter2',
    });
    expect(problems).toHaveLength(8);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('warns about unknown variables, and suggests the meant one', () => {
    const { warnings } = parse({
      TRASTIENDA_LOGLEVEL: 'debug',
      TRASTIENDA_PORT: '80',
      TRASTIENDA_WEATHER: 'sunny',
      OTHER: 'not ours',
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^TRASTIENDA_LOGLEVEL .* Did you mean TRASTIENDA_LOG_LEVEL\?$/),
      expect.stringMatching(/^TRASTIENDA_PORT .* Did you mean PORT\?$/),
      expect.stringMatching(/^TRASTIENDA_WEATHER .* does nothing\.$/),
    ]);
  });

  test('names mistyped variables beside those that are wrong', () => {
    const env = { PORT: 'x', TRASTIENDA_MAX_BACH: '1' };
    expect(() => parse(env)).toThrow(/PORT(.|\n)*TRASTIENDA_MAX_BATCH\?/);
  });
});

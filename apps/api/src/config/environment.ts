import { isCurrency } from '@trastienda/base';
import { z } from 'zod';
import {
  AddressSecrets,
  EmailAddresses,
  EmailFrom,
  EmailKinds,
  EncryptionKeys,
  FrontendPlace,
  integer,
  Origins,
  oneOf,
  TimeZone,
  TrustedProxies,
  WebAddress,
} from './environment-fields.ts';

const MIB = 1024 * 1024;

/** Renamed variables: former name to present name. */
export const RENAMED: Readonly<Record<string, string>> = {
  TRASTIENDA_ADDRESS_MAX_HELD_UNITS: 'TRASTIENDA_ADDRESS_MAX_RESERVED_UNITS',
  TRASTIENDA_BUYER_MAX_HELD_UNITS: 'TRASTIENDA_BUYER_MAX_RESERVED_UNITS',
  TRASTIENDA_HOLD_SECONDS: 'TRASTIENDA_RESERVATION_SECONDS',
  TRASTIENDA_MAIL: 'TRASTIENDA_EMAIL',
  TRASTIENDA_MAIL_FROM: 'TRASTIENDA_EMAIL_FROM',
};

/**
 * Every variable that the server reads, with its default. A test compares it with
 * docs/CONFIGURATION.md.
 */
export const ENVIRONMENT = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535).default(3000),
  MONGODB_URI: z
    .string()
    // The value contains a password, so the message must not show it.
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  TRASTIENDA_DATA_DIR: z.string().default('.trastienda'),
  TRASTIENDA_DEMO: oneOf('on', 'off').default('on'),
  TRASTIENDA_SHOP_NAME: z
    .string()
    .regex(/^[^\p{Cc}]{1,100}$/u, 'must be a line of at most 100 characters')
    .default('Trastienda'),
  TRASTIENDA_CURRENCY: z
    .string()
    .refine(isCurrency, {
      error: ({ input }) => `must be the ISO 4217 code of a currency, like EUR, but is "${input}"`,
    })
    .default('EUR'),
  TRASTIENDA_LANGUAGE: oneOf('en', 'es').default('en'),
  TRASTIENDA_TIME_ZONE: TimeZone.default('UTC'),
  TRASTIENDA_STAFF_TOKEN_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits, the SHA-256 of the token')
    .transform((hex) => hex.toLowerCase())
    .optional(),
  TRASTIENDA_PUBLIC_URL: WebAddress.optional(),
  TRASTIENDA_STOREFRONT_URL: WebAddress.optional(),
  TRASTIENDA_STOREFRONT: FrontendPlace.optional(),
  TRASTIENDA_BACK_OFFICE: FrontendPlace.optional(),
  TRASTIENDA_MEDIA_ORIGINS: Origins.default([]),
  TRASTIENDA_CORS_ORIGINS: Origins.default([]),
  TRASTIENDA_COOKIES: oneOf('same-site', 'cross-site').default('same-site'),
  TRASTIENDA_ENCRYPTION_KEYS: EncryptionKeys.optional(),
  TRASTIENDA_EMAIL: oneOf('smtp', 'outbox').optional(),
  TRASTIENDA_SMTP_URL: z
    .string()
    // It contains a password too.
    .regex(/^smtps?:\/\/[^\s/]+/, 'must begin with smtp:// or smtps://')
    .optional(),
  TRASTIENDA_EMAIL_FROM: EmailFrom.optional(),
  TRASTIENDA_STAFF_EMAIL: EmailAddresses.default([]),
  TRASTIENDA_EMAILS_OFF: EmailKinds.default([]),
  TRASTIENDA_PAYMENTS: z
    .enum(['sandbox', 'stripe'], {
      error: ({ input }) =>
        input === 'test'
          ? 'must be sandbox: "test" was its former name'
          : `must be one of sandbox, stripe, but is "${input}"`,
    })
    .optional(),
  TRASTIENDA_STRIPE_SECRET_KEY: z
    .string()
    // Restricted keys (`rk_`) suffice. The message must not show the key.
    .regex(/^[sr]k_(test|live)_\S+$/, 'must begin with sk_test_, sk_live_, rk_test_ or rk_live_')
    .optional(),
  TRASTIENDA_STRIPE_PUBLISHABLE_KEY: z
    .string()
    // The message must not show the value: it may be the secret key by mistake.
    .regex(/^pk_(test|live)_\S+$/, 'must begin with pk_test_ or pk_live_')
    .optional(),
  TRASTIENDA_STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, 'must begin with whsec_')
    .optional(),
  TRASTIENDA_WEBHOOKS_ALLOW_LOCAL: oneOf('off', 'loopback', 'on').optional(),
  TRASTIENDA_EDGE_PURGE_URL: WebAddress.optional(),
  // The message must not show the token.
  TRASTIENDA_EDGE_PURGE_TOKEN: z.string().regex(/^\S+$/, 'must not contain spaces').optional(),
  TRASTIENDA_MEDIA: oneOf('disk', 's3').default('disk'),
  TRASTIENDA_MEDIA_PUBLIC_URL: WebAddress.optional(),
  TRASTIENDA_MEDIA_MAX_BYTES: integer(1024, 1024 * MIB).default(20 * MIB),
  TRASTIENDA_MEDIA_MAX_PIXELS: integer(1_000_000, 200_000_000).default(50_000_000),
  TRASTIENDA_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  // A service in the same network has no certificate.
  TRASTIENDA_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .optional(),
  TRASTIENDA_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'must be a region such as eu-west-1')
    .default('us-east-1'),
  // The messages must not show the keys.
  TRASTIENDA_S3_ACCESS_KEY_ID: z.string().regex(/^\S+$/, 'must not contain spaces').optional(),
  TRASTIENDA_S3_SECRET_ACCESS_KEY: z.string().regex(/^\S+$/, 'must not contain spaces').optional(),
  TRASTIENDA_RESERVATION_SECONDS: integer(1, 86_400).default(900),
  TRASTIENDA_BUYER_MAX_RESERVED_UNITS: integer(0, 1_000_000).default(200),
  TRASTIENDA_ADDRESS_MAX_RESERVED_UNITS: integer(0, 1_000_000).default(1000),
  TRASTIENDA_ADDRESS_MAX_CHECKOUTS: integer(0, 1_000_000).default(100),
  TRASTIENDA_CHECKOUT_RETENTION_DAYS: integer(1, 3650).default(30),
  TRASTIENDA_FORMS_PER_MINUTE: integer(0, 1_000_000).default(30),
  TRASTIENDA_MESSAGE_RETENTION_DAYS: integer(1, 3650).default(365),
  TRASTIENDA_NEWSLETTER_RETENTION_DAYS: integer(1, 3650).default(30),
  TRASTIENDA_SEARCH_MAX_PRODUCTS: integer(0, 1_000_000).default(50_000),
  TRASTIENDA_PASSWORD_MIN_LENGTH: integer(8, 64).default(15),
  // Browsers keep cookies for at most 400 days (RFC 6265bis, section 5.5).
  TRASTIENDA_SESSION_DAYS: integer(1, 400).default(30),
  TRASTIENDA_SESSION_MAX_DAYS: integer(1, 400).default(180),
  TRASTIENDA_ADDRESS_SECRETS: AddressSecrets.default([]),
  TRASTIENDA_TRUSTED_PROXIES: TrustedProxies.default([]),
  TRASTIENDA_RATE_LIMIT: integer(0, 1_000_000).default(600),
  TRASTIENDA_MAX_BODY_BYTES: integer(1024, 1024 * MIB).default(MIB),
  TRASTIENDA_MAX_UPLOAD_BYTES: integer(1024, 1024 * MIB).default(32 * MIB),
  TRASTIENDA_MAX_BATCH: integer(1, 1000).default(20),
  TRASTIENDA_ANSWER_CACHE_MEGABYTES: integer(0, 65_536).default(64),
  TRASTIENDA_REQUEST_TIMEOUT_SECONDS: integer(1, 3600).default(120),
  TRASTIENDA_COMPRESSION: oneOf('on', 'off').default('off'),
  TRASTIENDA_MCP: oneOf('on', 'off').default('on'),
  TRASTIENDA_REFERENCE: oneOf('on', 'off').default('on'),
  TRASTIENDA_LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default(
    'info',
  ),
  TRASTIENDA_LOG_FORMAT: oneOf('json', 'pretty').optional(),
  TRASTIENDA_SHUTDOWN_GRACE_SECONDS: integer(1, 600).default(10),
});

import { join } from 'node:path';
import type { EncryptionKey } from '@trastienda/mongo';
import type {
  ImageLimits,
  LocalAddresses,
  NotificationOptions,
  ReservationLimits,
  S3Options,
} from '@trastienda/shop';
import type { Locale } from '@trastienda/shop-contract';
import type { z } from 'zod';
import { ENVIRONMENT, RENAMED } from './environment.ts';
import { isPublic, RELATIONS, SERVER_RELATIONS } from './environment-rules.ts';
import type { FrontendChoice, FrontendsConfig } from './frontend-choice.ts';
import { nearestName } from './nearest-name.ts';

/** The configuration of a process, made from environment variables alone. */
export interface Config {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Absent for the embedded database in `dataDir`. */
  readonly mongodbUri: string | undefined;
  readonly dataDir: string;
  /** Fills an empty embedded database with a demo catalog. */
  readonly demo: boolean;
  /** ISO 4217 code of the shop's own currency. */
  readonly currency: string;
  /** IANA time zone of the days in reports. */
  readonly timeZone: string;
  /** Language of emails to buyers who have chosen none, and to staff. */
  readonly language: Locale;
  /** SHA-256 of the staff token in lower-case hex; null when none is configured. */
  readonly staffTokenSha256: string | null;
  /** URL at which browsers reach the server; null for the listening address, which is loopback. */
  readonly publicUrl: string | null;
  /** Frontends that are served beside the API. */
  readonly frontends: FrontendsConfig;
  readonly accounts: AccountsConfig;
  readonly email: EmailConfig;
  readonly notifications: NotificationsConfig;
  readonly buying: BuyingConfig;
  readonly webhooks: WebhooksConfig;
  /** Null without such a cache. */
  readonly edgePurge: EdgePurgeConfig | null;
  readonly forms: FormsConfig;
  /** Products up to which each process has a search index in memory; 0 for none. */
  readonly searchMaxProducts: number;
  readonly media: MediaConfig;
  readonly http: HttpConfig;
  readonly log: LogConfig;
  readonly shutdownGraceSeconds: number;
}

export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

/** Settings of accounts. */
export interface AccountsConfig {
  readonly shopName: string;
  /** Base of links in emails; null for the public URL. */
  readonly storefrontUrl: string | null;
  /** Null for a key kept in the data directory. */
  readonly encryptionKeys: EncryptionKeys | null;
  readonly passwordMinLength: number;
  readonly sessionDays: number;
  readonly sessionMaxDays: number;
}

/** Delivery of emails; the outbox is files in the data directory. */
export type EmailConfig =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'outbox'; readonly from: string };

/** Emails about buying. */
export type NotificationsConfig = Required<Pick<NotificationOptions, 'staff' | 'off'>>;

/** Settings of buying. */
export interface BuyingConfig {
  /** Null when unset without a safe default; only commands start so. */
  readonly payments: PaymentsConfig | null;
  /** How long a checkout reserves its stock. */
  readonly reservationSeconds: number;
  readonly reservationLimits: ReservationLimitsConfig;
  /** How long an ended checkout keeps email address and addresses. */
  readonly checkoutRetentionDays: number;
}

/**
 * Limits on stock reserved by unpaid checkouts; 0 for no limit. See `ReservationLimits` of the
 * shop.
 */
export type ReservationLimitsConfig = Omit<ReservationLimits, 'addressKeyOf'>;

/** The payment provider; the sandbox moves no money. */
export type PaymentsConfig =
  | { readonly kind: 'sandbox' }
  | {
      readonly kind: 'stripe';
      readonly secretKey: string;
      readonly webhookSecret: string;
      /** The key that browsers may know; null when storefronts have it from elsewhere. */
      readonly publishableKey: string | null;
    };

/** The interface of the cache at the edge that forgets answers by tag. */
export interface EdgePurgeConfig {
  readonly url: string;
  readonly token: string;
}

/** Settings of webhooks to other systems. */
export interface WebhooksConfig {
  /** Local addresses that endpoints may have. */
  readonly local: LocalAddresses;
}

/** Settings of uploaded images. */
export interface MediaConfig {
  readonly storage:
    | { readonly kind: 'disk'; readonly dir: string }
    | ({ readonly kind: 's3' } & S3Options);
  /** Base of the images' URLs in place of `<public URL>/media`; null for that. */
  readonly publicUrl: string | null;
  readonly limits: ImageLimits;
}

/** Settings of the contact form and the newsletter. */
export interface FormsConfig {
  /** Submissions of all visitors per minute above which forms need a proof of work. */
  readonly formsPerMinute: number;
  /** How long an unchanged message is kept. */
  readonly messageRetentionDays: number;
  /** How long the address of an ended subscription is kept. */
  readonly subscriberRetentionDays: number;
}

/** Settings of the HTTP server. */
export interface HttpConfig {
  readonly corsOrigins: readonly string[];
  /** Whether pages of other sites may use the session cookie. */
  readonly cookies: 'same-site' | 'cross-site';
  /** CIDRs of the proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  /** Secrets of servers that render pages, which sign the addresses of their visitors. */
  readonly addressSecrets: readonly string[];
  /** Points per minute and caller; 0 turns off limits on calls. */
  readonly callsPerMinute: number;
  readonly maxBodyBytes: number;
  /** Maximum form data of an authenticated caller. */
  readonly maxUploadBytes: number;
  readonly maxBatch: number;
  /** Memory for answers to queries of the catalog; 0 for none. */
  readonly answerCacheBytes: number;
  readonly isCompressing: boolean;
  /** Whether agents may call at `/mcp`. */
  readonly hasMcp: boolean;
  /** Whether the API reference is at `/docs`. */
  readonly hasReference: boolean;
  /** How long a client may take to send a request. */
  readonly requestTimeoutSeconds: number;
}

export interface LogConfig {
  readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly format: 'json' | 'pretty';
}

/** The environment is invalid; `problems` has one sentence per variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], warnings: readonly string[]) {
    const lines = [...problems, ...warnings].map((line) => `  - ${line}`);
    super(`The configuration is not valid:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/** Environment variables as in `process.env`; empty ones count as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'TRASTIENDA_';
const KNOWN = Object.keys(ENVIRONMENT.shape);

function given(env: Environment): Record<string, string> {
  const entries = KNOWN.map((name) => [name, env[name]?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Rejects variables under a former name: ignoring one would change what the server does. */
function renamedIn(env: Environment): string[] {
  return Object.entries(RENAMED)
    .filter(([before]) => (env[before]?.trim() ?? '') !== '')
    .map(([before, now]) => `${before} is called ${now} now: rename it`);
}

function warningsOf(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !KNOWN.includes(name) && !(name in RENAMED))
    .sort()
    .map((name) => {
      const nearest = nearestName(name, KNOWN, PREFIX);
      const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
      return `${name} is not a variable of this server and does nothing.${hint}`;
    });
}

/** The kind of process: a command needs fewer variables than the server. */
export type Program = 'server' | 'command';

const SCHEMAS: Readonly<Record<Program, typeof ENVIRONMENT>> = {
  server: ENVIRONMENT.check(...RELATIONS, ...SERVER_RELATIONS),
  command: ENVIRONMENT.check(...RELATIONS),
};

/**
 * Reads the configuration and warns about unknown `TRASTIENDA_` variables.
 *
 * @throws {ConfigError} with all problems at once; none of them repeats a secret.
 */
export function parseEnv(
  env: Environment,
  { isTerminal, program }: { isTerminal: boolean; program: Program },
): { config: Config; warnings: readonly string[] } {
  const parsed = SCHEMAS[program].safeParse(given(env));
  const renamed = renamedIn(env);
  const issues = parsed.error?.issues ?? [];
  if (!parsed.success || renamed.length > 0) {
    throw new ConfigError(
      [...renamed, ...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)],
      // A mistyped name often causes another problem.
      warningsOf(env),
    );
  }
  return { config: configOf(parsed.data, isTerminal), warnings: warningsOf(env) };
}

const FROM_NOBODY = 'no-reply@localhost';

function emailOf(values: z.output<typeof ENVIRONMENT>): EmailConfig {
  const url = values.TRASTIENDA_SMTP_URL;
  const from = values.TRASTIENDA_EMAIL_FROM ?? FROM_NOBODY;
  return url === undefined ? { kind: 'outbox', from } : { kind: 'smtp', url, from };
}

function paymentsOf(values: z.output<typeof ENVIRONMENT>): PaymentsConfig | null {
  const secretKey = values.TRASTIENDA_STRIPE_SECRET_KEY;
  const webhookSecret = values.TRASTIENDA_STRIPE_WEBHOOK_SECRET;
  if (secretKey !== undefined && webhookSecret !== undefined) {
    const publishableKey = values.TRASTIENDA_STRIPE_PUBLISHABLE_KEY ?? null;
    return { kind: 'stripe', secretKey, webhookSecret, publishableKey };
  }
  const isSandbox = values.TRASTIENDA_PAYMENTS === 'sandbox' || values.MONGODB_URI === undefined;
  return isSandbox ? { kind: 'sandbox' } : null;
}

const LOCAL_ADDRESSES = { off: 'none', loopback: 'loopback', on: 'all' } as const;

/** A server for development sends webhooks to programs of the same machine. */
function localOf(values: z.output<typeof ENVIRONMENT>): LocalAddresses {
  const allowed = values.TRASTIENDA_WEBHOOKS_ALLOW_LOCAL;
  if (allowed !== undefined) return LOCAL_ADDRESSES[allowed];
  return values.MONGODB_URI === undefined && !isPublic(values) ? 'loopback' : 'none';
}

/** A server for development serves what is built; others serve what the variables name. */
function frontendsOf(values: z.output<typeof ENVIRONMENT>): FrontendsConfig {
  const isDevelopment = values.MONGODB_URI === undefined && !isPublic(values);
  const unset: FrontendChoice = { kind: isDevelopment ? 'if-built' : 'off' };
  return {
    storefront: values.TRASTIENDA_STOREFRONT ?? unset,
    backOffice: values.TRASTIENDA_BACK_OFFICE ?? unset,
    mediaOrigins: values.TRASTIENDA_MEDIA_ORIGINS,
  };
}

function edgePurgeOf(values: z.output<typeof ENVIRONMENT>): EdgePurgeConfig | null {
  const url = values.TRASTIENDA_EDGE_PURGE_URL;
  const token = values.TRASTIENDA_EDGE_PURGE_TOKEN;
  return url === undefined || token === undefined ? null : { url, token };
}

function storageOf(values: z.output<typeof ENVIRONMENT>): MediaConfig['storage'] {
  const bucket = values.TRASTIENDA_S3_BUCKET;
  if (values.TRASTIENDA_MEDIA === 'disk' || bucket === undefined) {
    return { kind: 'disk', dir: join(values.TRASTIENDA_DATA_DIR, 'media') };
  }
  const {
    TRASTIENDA_S3_REGION: region,
    TRASTIENDA_S3_ENDPOINT: endpoint,
    TRASTIENDA_S3_ACCESS_KEY_ID: accessKeyId,
    TRASTIENDA_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = values;
  const credentials =
    accessKeyId === undefined || secretAccessKey === undefined
      ? undefined
      : { accessKeyId, secretAccessKey };
  return {
    ...{ kind: 's3', bucket, region },
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  };
}

function configOf(values: z.output<typeof ENVIRONMENT>, isTerminal: boolean): Config {
  return {
    host: values.HOST,
    port: values.PORT,
    mongodbUri: values.MONGODB_URI,
    dataDir: values.TRASTIENDA_DATA_DIR,
    demo: values.TRASTIENDA_DEMO === 'on',
    currency: values.TRASTIENDA_CURRENCY,
    timeZone: values.TRASTIENDA_TIME_ZONE,
    language: values.TRASTIENDA_LANGUAGE,
    staffTokenSha256: values.TRASTIENDA_STAFF_TOKEN_SHA256 ?? null,
    publicUrl: values.TRASTIENDA_PUBLIC_URL ?? null,
    frontends: frontendsOf(values),
    accounts: {
      shopName: values.TRASTIENDA_SHOP_NAME,
      storefrontUrl: values.TRASTIENDA_STOREFRONT_URL ?? null,
      encryptionKeys: values.TRASTIENDA_ENCRYPTION_KEYS ?? null,
      passwordMinLength: values.TRASTIENDA_PASSWORD_MIN_LENGTH,
      sessionDays: values.TRASTIENDA_SESSION_DAYS,
      sessionMaxDays: values.TRASTIENDA_SESSION_MAX_DAYS,
    },
    email: emailOf(values),
    notifications: {
      staff: values.TRASTIENDA_STAFF_EMAIL,
      off: values.TRASTIENDA_EMAILS_OFF,
    },
    buying: {
      payments: paymentsOf(values),
      reservationSeconds: values.TRASTIENDA_RESERVATION_SECONDS,
      reservationLimits: {
        buyerUnits: values.TRASTIENDA_BUYER_MAX_RESERVED_UNITS,
        addressUnits: values.TRASTIENDA_ADDRESS_MAX_RESERVED_UNITS,
        addressCheckouts: values.TRASTIENDA_ADDRESS_MAX_CHECKOUTS,
      },
      checkoutRetentionDays: values.TRASTIENDA_CHECKOUT_RETENTION_DAYS,
    },
    webhooks: { local: localOf(values) },
    edgePurge: edgePurgeOf(values),
    forms: {
      formsPerMinute: values.TRASTIENDA_FORMS_PER_MINUTE,
      messageRetentionDays: values.TRASTIENDA_MESSAGE_RETENTION_DAYS,
      subscriberRetentionDays: values.TRASTIENDA_NEWSLETTER_RETENTION_DAYS,
    },
    searchMaxProducts: values.TRASTIENDA_SEARCH_MAX_PRODUCTS,
    media: {
      storage: storageOf(values),
      publicUrl: values.TRASTIENDA_MEDIA_PUBLIC_URL ?? null,
      limits: {
        // The other one bounds every upload.
        maxBytes: Math.min(values.TRASTIENDA_MEDIA_MAX_BYTES, values.TRASTIENDA_MAX_UPLOAD_BYTES),
        maxPixels: values.TRASTIENDA_MEDIA_MAX_PIXELS,
      },
    },
    http: {
      corsOrigins: values.TRASTIENDA_CORS_ORIGINS,
      cookies: values.TRASTIENDA_COOKIES,
      trustedProxies: values.TRASTIENDA_TRUSTED_PROXIES,
      addressSecrets: values.TRASTIENDA_ADDRESS_SECRETS,
      callsPerMinute: values.TRASTIENDA_RATE_LIMIT,
      maxBodyBytes: values.TRASTIENDA_MAX_BODY_BYTES,
      maxUploadBytes: values.TRASTIENDA_MAX_UPLOAD_BYTES,
      maxBatch: values.TRASTIENDA_MAX_BATCH,
      answerCacheBytes: values.TRASTIENDA_ANSWER_CACHE_MEGABYTES * 1_000_000,
      isCompressing: values.TRASTIENDA_COMPRESSION === 'on',
      hasMcp: values.TRASTIENDA_MCP === 'on',
      hasReference: values.TRASTIENDA_REFERENCE === 'on',
      requestTimeoutSeconds: values.TRASTIENDA_REQUEST_TIMEOUT_SECONDS,
    },
    log: {
      level: values.TRASTIENDA_LOG_LEVEL,
      format: values.TRASTIENDA_LOG_FORMAT ?? (isTerminal ? 'pretty' : 'json'),
    },
    shutdownGraceSeconds: values.TRASTIENDA_SHUTDOWN_GRACE_SECONDS,
  };
}

/**
 * Returns the configuration of this process; the only code that reads `process.env`.
 *
 * @throws {ConfigError} when the environment is invalid.
 */
export function readConfig(
  program: Program,
  warn: (warning: string) => void = (warning) => process.stderr.write(`${warning}\n`),
): Config {
  const isTerminal = process.stdout.isTTY === true;
  const { config, warnings } = parseEnv(process.env, { isTerminal, program });
  for (const warning of warnings) warn(warning);
  return config;
}

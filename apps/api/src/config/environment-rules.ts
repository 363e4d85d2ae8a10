import { isLoopbackHost, isTrustedOrigin } from '@trastienda/http';
import { z } from 'zod';
import type { FrontendChoice } from './frontend-choice.ts';

/** Variables that depend on each other. */
interface Related {
  readonly HOST: string;
  readonly MONGODB_URI?: string | undefined;
  readonly TRASTIENDA_CORS_ORIGINS: readonly string[];
  readonly TRASTIENDA_PUBLIC_URL?: string | undefined;
  readonly TRASTIENDA_STOREFRONT_URL?: string | undefined;
  readonly TRASTIENDA_STOREFRONT?: FrontendChoice | undefined;
  readonly TRASTIENDA_COOKIES: 'same-site' | 'cross-site';
  readonly TRASTIENDA_ENCRYPTION_KEYS?: unknown;
  readonly TRASTIENDA_EMAIL?: 'smtp' | 'outbox' | undefined;
  readonly TRASTIENDA_SMTP_URL?: string | undefined;
  readonly TRASTIENDA_EMAIL_FROM?: string | undefined;
  readonly TRASTIENDA_PAYMENTS?: 'sandbox' | 'stripe' | undefined;
  readonly TRASTIENDA_STRIPE_SECRET_KEY?: string | undefined;
  readonly TRASTIENDA_STRIPE_PUBLISHABLE_KEY?: string | undefined;
  readonly TRASTIENDA_STRIPE_WEBHOOK_SECRET?: string | undefined;
  readonly TRASTIENDA_EDGE_PURGE_URL?: string | undefined;
  readonly TRASTIENDA_EDGE_PURGE_TOKEN?: string | undefined;
  readonly TRASTIENDA_MEDIA: 'disk' | 's3';
  readonly TRASTIENDA_S3_BUCKET?: string | undefined;
  readonly TRASTIENDA_S3_ACCESS_KEY_ID?: string | undefined;
  readonly TRASTIENDA_S3_SECRET_ACCESS_KEY?: string | undefined;
  readonly TRASTIENDA_SESSION_DAYS: number;
  readonly TRASTIENDA_SESSION_MAX_DAYS: number;
}

type Name = keyof Related & string;

interface Rule {
  /** The variable to fix. */
  readonly name: Name;
  /** Variables that it depends on. */
  readonly others: readonly Name[];
  readonly isKept: (values: Related) => boolean;
  readonly problem: string;
}

export const KEYS_MISSING =
  'is required with MONGODB_URI, because emails and second factors are stored encrypted; `pnpm shop encryption-key` generates a key';

/** Returns whether the public URL is reachable over a network. */
export const isPublic = ({
  TRASTIENDA_PUBLIC_URL: url,
}: Pick<Related, 'TRASTIENDA_PUBLIC_URL'>): boolean =>
  url !== undefined && !isLoopbackHost(new URL(url).hostname);

/** Returns the mode of a key of Stripe, such as `live` of `sk_live_…`. */
const modeOf = (key: string): string | undefined => key.split('_')[1];

const RULES: readonly Rule[] = [
  {
    name: 'TRASTIENDA_EDGE_PURGE_TOKEN',
    others: ['TRASTIENDA_EDGE_PURGE_URL'],
    isKept: (values) =>
      (values.TRASTIENDA_EDGE_PURGE_URL === undefined) ===
      (values.TRASTIENDA_EDGE_PURGE_TOKEN === undefined),
    problem: 'and TRASTIENDA_EDGE_PURGE_URL are required together',
  },
  {
    name: 'TRASTIENDA_S3_BUCKET',
    others: ['TRASTIENDA_MEDIA'],
    isKept: (values) =>
      values.TRASTIENDA_MEDIA !== 's3' || values.TRASTIENDA_S3_BUCKET !== undefined,
    problem: 'is required with TRASTIENDA_MEDIA=s3',
  },
  {
    name: 'TRASTIENDA_S3_SECRET_ACCESS_KEY',
    others: ['TRASTIENDA_S3_ACCESS_KEY_ID'],
    isKept: (values) =>
      (values.TRASTIENDA_S3_ACCESS_KEY_ID === undefined) ===
      (values.TRASTIENDA_S3_SECRET_ACCESS_KEY === undefined),
    problem: 'and TRASTIENDA_S3_ACCESS_KEY_ID are required together',
  },
  {
    name: 'TRASTIENDA_COOKIES',
    others: ['TRASTIENDA_PUBLIC_URL'],
    isKept: (values) =>
      values.TRASTIENDA_COOKIES === 'same-site' ||
      values.TRASTIENDA_PUBLIC_URL?.startsWith('https://') === true,
    problem:
      'can be cross-site only when TRASTIENDA_PUBLIC_URL begins with https://: browsers reject cookies with SameSite=None that are not Secure',
  },
  {
    name: 'TRASTIENDA_COOKIES',
    others: ['TRASTIENDA_CORS_ORIGINS'],
    isKept: (values) =>
      values.TRASTIENDA_COOKIES === 'same-site' || values.TRASTIENDA_CORS_ORIGINS.length > 0,
    problem:
      'can be cross-site only when TRASTIENDA_CORS_ORIGINS lists the origins that may use the cookie: browsers would send it from any page',
  },
  {
    name: 'TRASTIENDA_CORS_ORIGINS',
    others: ['TRASTIENDA_PUBLIC_URL', 'TRASTIENDA_COOKIES'],
    isKept: ({ TRASTIENDA_PUBLIC_URL: publicUrl, ...values }) =>
      publicUrl === undefined ||
      values.TRASTIENDA_CORS_ORIGINS.every((origin) =>
        isTrustedOrigin(origin, { publicUrl, cookies: values.TRASTIENDA_COOKIES }),
      ),
    problem:
      'must contain only https:// origins when TRASTIENDA_PUBLIC_URL is https://: an attacker on the network could change an http:// page and act for its visitors; http://localhost:5173 is allowed for development, except with TRASTIENDA_COOKIES=cross-site',
  },
  {
    name: 'TRASTIENDA_SESSION_MAX_DAYS',
    others: ['TRASTIENDA_SESSION_DAYS'],
    isKept: (values) => values.TRASTIENDA_SESSION_MAX_DAYS >= values.TRASTIENDA_SESSION_DAYS,
    problem: 'must not be less than TRASTIENDA_SESSION_DAYS',
  },
  {
    name: 'TRASTIENDA_EMAIL_FROM',
    others: ['TRASTIENDA_SMTP_URL'],
    isKept: (values) =>
      values.TRASTIENDA_SMTP_URL === undefined || values.TRASTIENDA_EMAIL_FROM !== undefined,
    problem: 'is required with TRASTIENDA_SMTP_URL: emails need a sender',
  },
  {
    name: 'TRASTIENDA_EMAIL',
    others: ['TRASTIENDA_SMTP_URL'],
    isKept: (values) =>
      values.TRASTIENDA_EMAIL === undefined ||
      (values.TRASTIENDA_EMAIL === 'smtp') === (values.TRASTIENDA_SMTP_URL !== undefined),
    problem: 'must be smtp with TRASTIENDA_SMTP_URL and outbox without it',
  },
  {
    name: 'TRASTIENDA_PAYMENTS',
    others: ['TRASTIENDA_STRIPE_SECRET_KEY'],
    isKept: (values) =>
      values.TRASTIENDA_PAYMENTS === undefined ||
      (values.TRASTIENDA_PAYMENTS === 'stripe') ===
        (values.TRASTIENDA_STRIPE_SECRET_KEY !== undefined),
    problem: 'must be stripe with TRASTIENDA_STRIPE_SECRET_KEY and sandbox without it',
  },
  {
    name: 'TRASTIENDA_STRIPE_WEBHOOK_SECRET',
    others: ['TRASTIENDA_STRIPE_SECRET_KEY'],
    isKept: (values) =>
      (values.TRASTIENDA_STRIPE_WEBHOOK_SECRET !== undefined) ===
      (values.TRASTIENDA_STRIPE_SECRET_KEY !== undefined),
    problem:
      'and TRASTIENDA_STRIPE_SECRET_KEY must be set together: webhooks cannot be verified without the webhook secret',
  },
  {
    name: 'TRASTIENDA_STRIPE_PUBLISHABLE_KEY',
    others: ['TRASTIENDA_STRIPE_SECRET_KEY'],
    isKept: ({
      TRASTIENDA_STRIPE_PUBLISHABLE_KEY: publishable,
      TRASTIENDA_STRIPE_SECRET_KEY: secret,
    }) =>
      publishable === undefined || (secret !== undefined && modeOf(publishable) === modeOf(secret)),
    problem:
      'must be a key of the same mode, test or live, as TRASTIENDA_STRIPE_SECRET_KEY: browsers could not confirm payments with it',
  },
];

/** Rules for the server alone. */
const SERVER_RULES: readonly Rule[] = [
  {
    name: 'TRASTIENDA_PUBLIC_URL',
    others: ['HOST', 'MONGODB_URI'],
    isKept: (values) =>
      values.TRASTIENDA_PUBLIC_URL !== undefined ||
      (values.MONGODB_URI === undefined && isLoopbackHost(values.HOST)),
    problem:
      'is required with MONGODB_URI, and when HOST is not a loopback address: cookies, links in emails and origin checks depend on the URL at which browsers reach the server',
  },
  {
    name: 'TRASTIENDA_STOREFRONT_URL',
    others: ['TRASTIENDA_PUBLIC_URL', 'TRASTIENDA_STOREFRONT'],
    isKept: (values) =>
      values.TRASTIENDA_STOREFRONT_URL !== undefined ||
      ['required', 'elsewhere'].includes(values.TRASTIENDA_STOREFRONT?.kind ?? 'off') ||
      !isPublic(values),
    problem:
      'is required when TRASTIENDA_PUBLIC_URL is not a loopback address: links in emails lead to pages of the storefront, which this server does not serve unless TRASTIENDA_STOREFRONT is on',
  },
  {
    name: 'TRASTIENDA_ENCRYPTION_KEYS',
    others: ['MONGODB_URI'],
    isKept: (values) =>
      values.MONGODB_URI === undefined || values.TRASTIENDA_ENCRYPTION_KEYS !== undefined,
    problem: KEYS_MISSING,
  },
  {
    name: 'TRASTIENDA_SMTP_URL',
    others: ['MONGODB_URI', 'TRASTIENDA_PUBLIC_URL', 'TRASTIENDA_EMAIL'],
    isKept: (values) =>
      (values.MONGODB_URI === undefined && !isPublic(values)) ||
      values.TRASTIENDA_SMTP_URL !== undefined ||
      values.TRASTIENDA_EMAIL === 'outbox',
    problem:
      'is required with MONGODB_URI or a public URL that is not a loopback address, to deliver emails; or set TRASTIENDA_EMAIL=outbox to write emails to files only',
  },
  {
    name: 'TRASTIENDA_PAYMENTS',
    others: ['MONGODB_URI', 'TRASTIENDA_PUBLIC_URL', 'TRASTIENDA_STRIPE_SECRET_KEY'],
    isKept: (values) =>
      (values.MONGODB_URI === undefined && !isPublic(values)) ||
      values.TRASTIENDA_PAYMENTS !== undefined ||
      values.TRASTIENDA_STRIPE_SECRET_KEY !== undefined,
    problem:
      'is required with MONGODB_URI or a public URL that is not a loopback address: stripe charges customers (needs TRASTIENDA_STRIPE_SECRET_KEY), sandbox simulates payments',
  },
];

/** Separates broken rules from invalid variables, which hide the rules about them. */
const BROKEN_RULE = {};

/**
 * Returns the rules between variables as zod checks. A rule runs when its own variables are valid,
 * so all problems are reported at once.
 */
function checksOf(rules: readonly Rule[]) {
  return rules.map(({ name, others, isKept, problem }) =>
    z.refine<Related>(isKept, {
      path: [name],
      error: problem,
      params: BROKEN_RULE,
      when: ({ issues }) =>
        !issues.some(
          (issue) =>
            !(issue.code === 'custom' && issue.params === BROKEN_RULE) &&
            [name, ...others].some((about) => about === issue.path?.[0]),
        ),
    }),
  );
}

export const RELATIONS = checksOf(RULES);
export const SERVER_RELATIONS = checksOf(SERVER_RULES);

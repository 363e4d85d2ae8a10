import { z } from 'zod';

/** A URL without a path, as browsers write origins. */
const Origin = z
  .url({ protocol: /^https?$/, error: 'must be a URL like https://shop.example' })
  .transform((text) => new URL(text).origin);

const Origins = z
  .string()
  .transform((text) => text.split(',').map((member) => member.trim()))
  .pipe(z.array(Origin));

function integer(min: number, max: number) {
  return z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
}

/** Every variable of the storefront alone, with its default. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535).default(3000),
  /** Origin of the API as this process reaches it. */
  TRASTIENDA_API_URL: Origin,
  /** URL at which browsers see the pages; the API has the same one. */
  TRASTIENDA_PUBLIC_URL: Origin,
  /** One of the API's `TRASTIENDA_ADDRESS_SECRETS`. */
  TRASTIENDA_ADDRESS_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Proxies in front of this process, each of which appends to `X-Forwarded-For`. */
  TRASTIENDA_PROXIES: integer(0, 10).default(0),
  TRASTIENDA_TIME_ZONE: z.string().default('UTC'),
  TRASTIENDA_PAYMENTS: z.enum(['sandbox', 'stripe']).default('sandbox'),
  TRASTIENDA_MEDIA_ORIGINS: Origins.default([]),
});

export interface StorefrontEnvironment extends z.infer<typeof Environment> {}

/**
 * Parses the environment; empty variables count as unset.
 *
 * @throws {Error} with one line for each problem.
 */
export function parseEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): StorefrontEnvironment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return `  - ${name} ${name in given ? message : 'is required'}`;
  });
  throw new Error(`The configuration is not valid:\n${lines.join('\n')}`);
}

import { CurrencyCode } from '@trastienda/contract';
import { z } from 'zod';

const MIB = 1024 * 1024;

/** A value that is in the message of its problem, so only for what is no secret. */
function integer(min: number, max: number) {
  return z.string().transform((text, context) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    context.addIssue({
      code: 'custom',
      message: `must be an integer from ${min} to ${max}, but is "${text}"`,
    });
    return z.NEVER;
  });
}

function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return z.enum(choices, {
    error: ({ input }) => `must be one of ${choices.join(', ')}, but is "${input}"`,
  });
}

/** Whether the text is an origin as browsers send it: no path, no slash, no default port. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

const Origins = z.string().transform((text, context) => {
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  const wrong = origins.filter((origin) => !isOrigin(origin));
  if (wrong.length === 0) return origins;
  context.addIssue({
    code: 'custom',
    message: `must hold origins like https://shop.example, but has ${wrong.map((origin) => `"${origin}"`).join(', ')}`,
  });
  return z.NEVER;
});

/**
 * Every variable that the server reads, with its default. The README of this package has them in
 * a table; a test compares the two.
 */
export const ENVIRONMENT = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: integer(0, 65_535).default(3000),
  MONGODB_URI: z
    .string()
    // The value holds a password, so the message must not show it.
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  TRASTIENDA_DATA_DIR: z.string().default('.trastienda'),
  TRASTIENDA_DEMO: oneOf('on', 'off').default('on'),
  TRASTIENDA_CURRENCY: z
    .string()
    .refine((code) => CurrencyCode.safeParse(code).success, {
      error: ({ input }) => `must be an ISO 4217 code like EUR, but is "${input}"`,
    })
    .default('EUR'),
  TRASTIENDA_STAFF_TOKEN_SHA256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits, the SHA-256 of the token')
    .transform((hex) => hex.toLowerCase())
    .optional(),
  TRASTIENDA_CORS_ORIGINS: Origins.default([]),
  TRASTIENDA_MAX_BODY_BYTES: integer(1024, 1024 * MIB).default(MIB),
  TRASTIENDA_MAX_UPLOAD_BYTES: integer(1024, 1024 * MIB).default(32 * MIB),
  TRASTIENDA_MAX_BATCH: integer(1, 1000).default(20),
  TRASTIENDA_REQUEST_TIMEOUT_SECONDS: integer(1, 3600).default(120),
  TRASTIENDA_COMPRESSION: oneOf('on', 'off').default('off'),
  TRASTIENDA_LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default(
    'info',
  ),
  TRASTIENDA_LOG_FORMAT: oneOf('json', 'pretty').optional(),
  TRASTIENDA_SHUTDOWN_GRACE_SECONDS: integer(1, 600).default(10),
});

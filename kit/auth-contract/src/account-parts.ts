import { lineOfText, MAX_UNNORMALIZED } from '@trastienda/base';
import { z } from 'zod';
import { isDomain } from './domain.ts';

/** Languages of account emails. */
export const LOCALES = ['en', 'es'] as const;

export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

/** RFC 5321, section 4.5.3.1.3: a path of 256 octets holds an address of 254. */
const MAX_EMAIL_BYTES = 254;
/** RFC 5321, section 4.5.3.1.1. */
const MAX_LOCAL_PART_BYTES = 64;

/**
 * Dot-string of RFC 5321 with the letters of RFC 6531, and a domain of at least two labels. Quoted
 * addresses are not accepted: a comma would turn one address into two in an email header, and one
 * mailbox could be spelled in any number of ways.
 */
const EMAIL =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}-]+$/u;

const bytesOf = (text: string) => new TextEncoder().encode(text).byteLength;

/**
 * Email address in one Unicode form, otherwise unchanged; RFC 6531 allows any script. Its domain
 * must be possible in DNS: no IP address, no label that begins or ends with a hyphen.
 */
export const EmailAddress = z
  .string()
  .trim()
  .max(MAX_UNNORMALIZED, { abort: true, error: `has more than ${MAX_EMAIL_BYTES} bytes` })
  .normalize('NFC')
  .max(MAX_EMAIL_BYTES, { abort: true })
  .regex(EMAIL, { error: 'is not an email address', abort: true })
  .refine((text) => isDomain(text.slice(text.lastIndexOf('@') + 1)), {
    error: 'has a domain that cannot be',
  })
  .refine((text) => bytesOf(text) <= MAX_EMAIL_BYTES, {
    error: `has more than ${MAX_EMAIL_BYTES} bytes`,
  })
  .refine((text) => bytesOf(text.slice(0, text.lastIndexOf('@'))) <= MAX_LOCAL_PART_BYTES, {
    error: `has more than ${MAX_LOCAL_PART_BYTES} bytes before the @`,
  });
export type EmailAddress = z.infer<typeof EmailAddress>;

/** In characters (code points). Long enough for any passphrase; more only costs the server time. */
export const MAX_PASSWORD_LENGTH = 256;

/**
 * A presented password. The server decides whether a new one is strong enough and counts its
 * characters: here one may be two UTF-16 units, or a letter and its accents.
 */
export const Password = z
  .string()
  .min(1)
  .max(4 * MAX_PASSWORD_LENGTH);

/** Name that a person wants to be called. */
export const PersonName = lineOfText(200);

/** Secret of an emailed link or of an unfinished sign-in. */
export const OneTimeSecret = z.string().regex(/^[\w-]{20,100}$/, { error: 'is not a valid token' });

/** Six-digit code of an authenticator app (RFC 6238); spaces are removed. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, { error: 'must be 6 digits' }));

/** Recovery code that replaces a lost authenticator; case, spaces and hyphens are ignored. */
export const RecoveryCode = z
  .string()
  .max(40)
  .transform((text) => text.replaceAll(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^[a-z2-7]{16}$/, { error: 'is not a recovery code' }));

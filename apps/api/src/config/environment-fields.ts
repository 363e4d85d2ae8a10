import { isLoopbackHost } from '@trastienda/http';
import type { EncryptionKey } from '@trastienda/mongo';
import { EMAIL_KINDS, type EmailKind } from '@trastienda/shop';
import { EmailAddress } from '@trastienda/shop-contract';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { FrontendChoice } from './frontend-choice.ts';
import { nearestName } from './nearest-name.ts';

/** Parses an integer. Its message repeats the value, so it must not be used for secrets. */
export function integer(min: number, max: number) {
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

export function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return z.enum(choices, {
    error: ({ input }) => `must be one of ${choices.join(', ')}, but is "${input}"`,
  });
}

/**
 * Returns whether the text is an origin as browsers send it: no path, no slash, no default port.
 */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

/** Splits a comma-separated list. */
const membersOf = (text: string): string[] =>
  text
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');

export const Origins = z.string().transform((text, context) => {
  const origins = membersOf(text);
  const wrong = origins.filter((origin) => !isOrigin(origin));
  if (wrong.length === 0) return origins;
  context.addIssue({
    code: 'custom',
    message: `must hold origins like https://shop.example, but has ${wrong.map((origin) => `"${origin}"`).join(', ')}`,
  });
  return z.NEVER;
});

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Returns one member as CIDRs; null when it is invalid or would trust everyone. */
function cidrsOf(member: string): readonly string[] | null {
  if (member === 'loopback') return LOOPBACK;
  const isIPv4 = ipaddr.IPv4.isValidFourPartDecimal(member);
  if (isIPv4 || ipaddr.IPv6.isValid(member)) {
    // IPv4-mapped IPv6 addresses are compared as IPv4.
    const address = ipaddr.process(member);
    return [`${address.toString()}/${address.kind() === 'ipv4' ? 32 : 128}`];
  }
  const isCidr = ipaddr.IPv4.isValidCIDRFourPartDecimal(member) || ipaddr.IPv6.isValidCIDR(member);
  if (!isCidr) return null;
  const [network, bits] = ipaddr.parseCIDR(member);
  return bits === 0 || network.range() === 'ipv4Mapped' ? null : [member];
}

/** Parses addresses, CIDRs and the word `loopback` into CIDRs. */
export const TrustedProxies = z.string().transform((text, context) => {
  const members = membersOf(text).map((member) => ({ member, cidrs: cidrsOf(member) }));
  const wrong = members.filter(({ cidrs }) => cidrs === null);
  if (wrong.length === 0) return members.flatMap(({ cidrs }) => cidrs ?? []);
  context.addIssue({
    code: 'custom',
    message: `must hold addresses or networks like 10.0.0.0/8, or loopback, but has ${wrong.map(({ member }) => `"${member}"`).join(', ')}`,
  });
  return z.NEVER;
});

/** Parses one secret, or the old and the new one while they change; its message repeats none. */
export const AddressSecrets = z
  .string()
  .transform(membersOf)
  .refine(
    (secrets) =>
      secrets.length <= 2 && secrets.every((secret) => /^[\x21-\x7e]{32,}$/.test(secret)),
    'must hold one or two secrets of at least 32 characters without spaces, separated by a comma',
  );

function problemOfWebAddress(text: string): string | null {
  if (!URL.canParse(text)) return 'must be a URL like https://shop.example';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return 'must begin with https:// or http://';
  }
  if (url.username !== '' || url.password !== '') return 'must hold no user and no password';
  if (url.search !== '' || url.hash !== '') return 'must end with its host or a path';
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return 'must begin with https://: over http:// anybody on the way reads passwords and sessions (http:// is for localhost only)';
  }
  return null;
}

/** Parses a public URL: https, or http on this machine; without a trailing slash. */
export const WebAddress = z.string().transform((text, context) => {
  const problem = problemOfWebAddress(text);
  if (problem === null) return text.replace(/\/+$/, '');
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

/** Parses where a built frontend is: `on` for this repository, `off`, `elsewhere`, or its directory. */
export const FrontendPlace = z.string().transform((text): FrontendChoice => {
  if (text === 'off' || text === 'elsewhere') return { kind: text };
  return { kind: 'required', dir: text === 'on' ? null : text };
});

/** 32 bytes are 43 characters of base64 and one of padding. */
const KEY = /^([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/;

/** Parses `id:base64` members; its messages repeat no key. */
export const EncryptionKeys = z.string().transform((text, context) => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const keys = membersOf(text).map((member): EncryptionKey | null => {
    const [, id, base64] = KEY.exec(member) ?? [];
    if (id === undefined || base64 === undefined) return null;
    return { id, key: new Uint8Array(Buffer.from(base64, 'base64')) };
  });
  const good = keys.filter((key) => key !== null);
  const [first, ...others] = good;
  if (first === undefined || good.length < keys.length) {
    return problem('must hold id:key pairs where a key is 32 bytes in base64');
  }
  if (new Set(good.map(({ id }) => id)).size < good.length) {
    return problem('names two keys alike');
  }
  const ordered: readonly [EncryptionKey, ...EncryptionKey[]] = [first, ...others];
  return ordered;
});

/** Parses the value of a `From` header: `a@b.example` or `Name <a@b.example>`. */
export const EmailFrom = z
  .string()
  .regex(
    /^(?:[^<>@\p{Cc}]+ )?(?:<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u,
    'must be like shop@shop.example or Shop <shop@shop.example>',
  );

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as +02:00 have no daylight saving time.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/**
 * Checks a name of the IANA time zone database. It is kept as it is: versions of Node have other names
 * for some zones.
 */
export const TimeZone = z.string().refine(isTimeZone, {
  error: ({ input }) => `must be an IANA time zone like Europe/Madrid, but is "${input}"`,
});

/** Parses email addresses, separated by commas. */
export const EmailAddresses = z.string().transform((text, context) => {
  const members = membersOf(text);
  const wrong = members.filter((member) => !EmailAddress.safeParse(member).success);
  if (wrong.length === 0) return members;
  context.addIssue({
    code: 'custom',
    message: `must hold email addresses like ana@shop.example, but has ${wrong.map((member) => `"${member}"`).join(', ')}`,
  });
  return z.NEVER;
});

const isEmailKind = (name: string): name is EmailKind => EMAIL_KINDS.some((kind) => kind === name);

/** Parses kinds of emails, separated by commas. */
export const EmailKinds = z.string().transform((text, context) => {
  const members = membersOf(text);
  const kinds = members.filter(isEmailKind);
  if (kinds.length === members.length) return kinds;
  const wrong = members
    .filter((member) => !isEmailKind(member))
    .map((member) => {
      const nearest = nearestName(member, EMAIL_KINDS, '');
      return nearest === undefined ? `"${member}"` : `"${member}" (did you mean ${nearest}?)`;
    });
  context.addIssue({
    code: 'custom',
    message: `must hold kinds of emails like order-placed, but has ${wrong.join(', ')}`,
  });
  return z.NEVER;
});

/** Connection settings of a mail server. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** Use TLS from the first byte. */
  readonly secure: boolean;
  /** Require STARTTLS before sending. */
  readonly requireTLS: boolean;
  /** Whether to verify the certificate. */
  readonly tls: { readonly rejectUnauthorized: boolean };
  readonly auth?: { readonly user: string; readonly pass: string };
}

/** RFC 8314, section 7.3, and RFC 6409. */
const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const;

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/i;

function parseUrl(text: string): URL {
  // The error of `URL` contains the whole text, password included; so it is not passed on.
  if (!URL.canParse(text))
    throw new Error('The mail server is to be given as smtp(s)://host:port.');
  return new URL(text);
}

function readAuth({ username, password }: URL): Pick<SmtpServer, 'auth'> {
  if (username === '' && password === '') return {};
  return { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
}

function isTlsRequired(url: URL, host: string): boolean {
  const { tls, ...others } = Object.fromEntries(url.searchParams);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`A mail server has no parameter '${unknown}'.`);
  switch (tls) {
    case undefined:
      return !LOOPBACK.test(host);
    case 'required':
      return true;
    case 'optional':
      return false;
    default:
      throw new Error("A mail server's parameter 'tls' is 'required' or 'optional'.");
  }
}

/**
 * Parses `smtps://user:password@host:port`, or `smtp://…` for STARTTLS. Requires TLS with a valid
 * certificate for all servers that are not on this machine, unless `?tls=optional` waives it; then
 * TLS is used if the server supports it. Throws, without the password, for anything else.
 */
export function readSmtpUrl(text: string): SmtpServer {
  const url = parseUrl(text);
  const { protocol } = url;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || host === '') {
    throw new Error('The mail server is to be given as smtp(s)://host:port.');
  }
  const isRequired = isTlsRequired(url, host);
  const secure = protocol === 'smtps:';
  return {
    host,
    port: url.port === '' ? PORTS[protocol] : Number(url.port),
    secure,
    requireTLS: isRequired && !secure,
    tls: { rejectUnauthorized: isRequired },
    ...readAuth(url),
  };
}

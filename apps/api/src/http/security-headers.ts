import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers for answers that are data and never a page: should a browser show one all the same, it
 * runs nothing, frames nothing and guesses no other type.
 *
 * There is no HSTS: this server speaks plain HTTP, where browsers must ignore it (RFC 6797,
 * section 7.2). It belongs to the proxy that holds the certificate and knows the other hosts of
 * the domain.
 */
export function securityHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
    // These speak of pages, plug-ins and browsers that are gone.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

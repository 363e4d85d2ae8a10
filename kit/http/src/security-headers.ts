import { secureHeaders } from 'hono/secure-headers';

/**
 * Sets the headers of responses that are data: if a browser displays one anyway, it runs and frames
 * nothing and sniffs no other type.
 *
 * HSTS is not set: this server speaks plain HTTP, where browsers must ignore it (RFC 6797, section
 * 7.2). It belongs to the proxy that holds the certificate and knows the other hosts of the domain.
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
    // Omitted: headers for pages, plug-ins and old browsers.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

export interface ContentPolicyOptions {
  /** Nonce of this page's scripts. */
  readonly nonce: string;
  /** Further origins of pictures. */
  readonly mediaOrigins: readonly string[];
  /** Whether buyers pay with Stripe, whose scripts and frames the checkout shows. */
  readonly hasStripe: boolean;
}

/** As Stripe documents them (https://docs.stripe.com/security/guide#content-security-policy). */
const STRIPE = {
  scripts: ['https://js.stripe.com', 'https://*.js.stripe.com'],
  frames: ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  calls: ['https://api.stripe.com'],
};

/**
 * Returns the content security policy of one page. Inline scripts need its nonce; `'self'` is for the
 * files of the build, which the router's modules load.
 */
export function contentPolicy({ nonce, mediaOrigins, hasStripe }: ContentPolicyOptions): string {
  const scripts = hasStripe ? STRIPE.scripts : [];
  const frames = hasStripe ? STRIPE.frames : ["'none'"];
  const calls = hasStripe ? STRIPE.calls : [];
  const directives = [
    ['default-src', "'none'"],
    ['script-src', "'self'", `'nonce-${nonce}'`, ...scripts],
    ['style-src', "'self'", `'nonce-${nonce}'`],
    // Attributes alone: React renders `style={…}` as such, and positions of pop-ups are known at run
    // time only. An attribute can change how its element looks, and load nothing but pictures.
    ['style-src-attr', "'unsafe-inline'"],
    ['img-src', "'self'", 'data:', ...mediaOrigins],
    ['font-src', "'self'"],
    ['connect-src', "'self'", ...calls],
    ['frame-src', ...frames],
    ['manifest-src', "'self'"],
    ['form-action', "'self'"],
    ['frame-ancestors', "'none'"],
    ['base-uri', "'none'"],
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}

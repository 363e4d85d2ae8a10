import type { DevelopmentToken } from './auth/development-token.ts';

export interface BannerOptions {
  readonly url: string;
  /** What the services say about themselves, a line each. */
  readonly services: readonly string[];
  readonly developmentToken: DevelopmentToken | null;
  /** Where mails can be read that were not sent; null when they are. */
  readonly outboxUrl: string | null;
  /** Where test payments are driven; null when money is taken. */
  readonly paymentsUrl: string | null;
  /** Whether somebody is reading; in a file or a collector the token must not appear. */
  readonly isTerminal: boolean;
}

/** What a newcomer needs to take the first steps. */
export function banner(options: BannerOptions): string {
  const { url, services, developmentToken, outboxUrl, paymentsUrl, isTerminal } = options;
  const token =
    developmentToken === null
      ? []
      : [
          `Staff token: ${developmentToken.path}`,
          ...(isTerminal ? [`             ${developmentToken.token}`] : []),
        ];
  const lines = [
    `The back room is open: ${url}`,
    ...services,
    ...token,
    ...(outboxUrl === null ? [] : [`Mails:       ${outboxUrl}`]),
    ...(paymentsUrl === null ? [] : [`Payments:    ${paymentsUrl} (no money is taken)`]),
    '',
    'Try:',
    `  curl ${url}/trpc/catalog.list`,
    `  curl '${url}/trpc/catalog.list?input=%7B%22sort%22%3A%22newest%22%7D'`,
    `  npm run example ${url}`,
    '  npm run shop import FILE.csv',
    '  npm run shop create-owner you@example.com',
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

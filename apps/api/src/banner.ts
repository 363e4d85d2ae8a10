import type { DevelopmentToken } from './auth/development-token.ts';

export interface BannerOptions {
  readonly url: string;
  /** What the services say about themselves, a line each. */
  readonly services: readonly string[];
  readonly developmentToken: DevelopmentToken | null;
  /** Whether somebody is reading; in a file or a collector the token must not appear. */
  readonly isTerminal: boolean;
}

/** What a newcomer needs to take the first steps. */
export function banner({ url, services, developmentToken, isTerminal }: BannerOptions): string {
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
    '',
    'Try:',
    `  curl ${url}/trpc/catalog.list`,
    `  curl '${url}/trpc/catalog.list?input=%7B%22sort%22%3A%22newest%22%7D'`,
    `  npm run example ${url}`,
    '  npm run shop import FILE.csv',
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

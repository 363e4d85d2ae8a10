import type { DevelopmentToken } from './development-token.ts';
import type { FirstStep } from './first-steps.ts';

export interface BannerOptions {
  readonly url: string;
  /** What the services say about themselves, a line each. */
  readonly services: readonly string[];
  readonly developmentToken: DevelopmentToken | null;
  /** Where emails can be read that were not sent; null when they are. */
  readonly outboxUrl: string | null;
  /** Where sandbox payments are driven; null when money is taken. */
  readonly paymentsUrl: string | null;
  /** A page in the browser that links to the others; null where there is none. */
  readonly startUrl: string | null;
  readonly firstSteps: readonly FirstStep[];
  /** Whether somebody is reading; in a file or a collector the token must not appear. */
  readonly isTerminal: boolean;
}

/** What a newcomer needs to take the first steps. */
export function banner(options: BannerOptions): string {
  const { url, services, developmentToken, isTerminal, firstSteps } = options;
  const { startUrl, outboxUrl, paymentsUrl } = options;
  const token =
    developmentToken === null
      ? []
      : [
          `Staff token: ${developmentToken.path}`,
          ...(isTerminal ? [`             ${developmentToken.token}`] : []),
        ];
  const lines = [
    `The shop is open: ${url}`,
    ...(startUrl === null ? [] : [`Start here:  ${startUrl}`]),
    ...services,
    ...token,
    ...(outboxUrl === null ? [] : [`Emails:       ${outboxUrl}`]),
    ...(paymentsUrl === null ? [] : [`Payments:    ${paymentsUrl} (no money is taken)`]),
    '',
    'Try, in another terminal:',
    ...firstSteps.flatMap(({ command, does }) => [`  ${command}`, `      ${does}`]),
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

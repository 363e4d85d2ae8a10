import type { DevelopmentToken } from './development-token.ts';
import type { FirstStep } from './first-steps.ts';

export interface BannerOptions {
  readonly url: string;
  /** Lines of the services about themselves. */
  readonly services: readonly string[];
  readonly developmentToken: DevelopmentToken | null;
  /** URL of the outbox page; null when emails are sent. */
  readonly outboxUrl: string | null;
  /** URL of the sandbox page; null without the sandbox. */
  readonly paymentsUrl: string | null;
  /** URL of the back office; null where it is not served. */
  readonly backOfficeUrl: string | null;
  /** Link that signs in as the owner of the demo shop; null without one. */
  readonly signInUrl: string | null;
  /** URL of the page that links to the others; null without one. */
  readonly startUrl: string | null;
  readonly firstSteps: readonly FirstStep[];
  /** True on a terminal: the token must not appear in files and log collectors. */
  readonly isTerminal: boolean;
}

/** Returns the first steps for a newcomer. */
export function banner(options: BannerOptions): string {
  const { url, services, developmentToken, isTerminal, firstSteps } = options;
  const { startUrl, outboxUrl, paymentsUrl, backOfficeUrl, signInUrl } = options;
  const token =
    developmentToken === null
      ? []
      : [
          `Staff token: ${developmentToken.path}`,
          ...(isTerminal ? [`             ${developmentToken.token}`] : []),
        ];
  const lines = [
    `The shop is open: ${url}`,
    ...(backOfficeUrl === null ? [] : [`Back office: ${backOfficeUrl}`]),
    ...(signInUrl === null ? [] : [`  as its demo owner, once: ${signInUrl}`]),
    ...(startUrl === null ? [] : [`Start here:  ${startUrl}`]),
    ...services,
    ...token,
    ...(outboxUrl === null ? [] : [`Emails:      ${outboxUrl}`]),
    ...(paymentsUrl === null ? [] : [`Payments:    ${paymentsUrl} (no money is taken)`]),
    '',
    'Try, in another terminal:',
    ...firstSteps.flatMap(({ command, does }) => [`  ${command}`, `      ${does}`]),
  ];
  return `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

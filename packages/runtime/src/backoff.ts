const FIRST_MS = 10_000;
/** Links live for half an hour or more: what lasts longer than this is not waited for. */
const LONGEST_MS = 10 * 60_000;

/**
 * How long to wait after that many attempts: ten seconds, then twice as long each time, up to ten
 * minutes; a quarter of it more or less by chance, so that mails that failed together part.
 */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const delay = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(delay * (0.75 + random() / 2));
}

/** Maximum delay of a Node timer. A longer one would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Waits for a promise. Returns false when `deadline` (epoch milliseconds) passes first. */
export async function waitWithDeadline(
  finished: Promise<void>,
  deadline: number,
): Promise<boolean> {
  const isFinished = finished.then(() => true);
  if (deadline === Number.POSITIVE_INFINITY) return isFinished;
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<false>((resolve) => {
    const left = Math.min(Math.max(0, deadline - Date.now()), MAX_TIMER_MS);
    timer = setTimeout(() => resolve(false), left);
  });
  const isInTime = await Promise.race([isFinished, isLate]);
  clearTimeout(timer);
  return isInTime;
}

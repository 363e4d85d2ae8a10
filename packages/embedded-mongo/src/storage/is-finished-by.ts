/**
 * Waits for something that will be finished. Gives false when `deadline` (epoch milliseconds) has
 * come before that.
 */
export async function isFinishedBy(
  finished: Promise<void>,
  deadline: number | undefined,
): Promise<boolean> {
  const isFinished = finished.then(() => true);
  if (deadline === undefined) return isFinished;
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, deadline - Date.now()));
  });
  const isInTime = await Promise.race([isFinished, isLate]);
  clearTimeout(timer);
  return isInTime;
}

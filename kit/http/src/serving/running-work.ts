/** Work that has not ended yet. */
export interface RunningWork {
  /** Adds work, and returns it. */
  track<Result>(work: Result | Promise<Result>): Result | Promise<Result>;
  /** Resolves once nothing runs. */
  done(): Promise<void>;
}

/** Creates a set of running work: a call may outlive the connection of its caller. */
export function createRunningWork(): RunningWork {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      if (!(work instanceof Promise)) return work;
      running.add(work);
      const forget = () => void running.delete(work);
      work.then(forget, forget);
      return work;
    },
    async done() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

/** Resolves to whether the work has ended in time. */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), expired]);
  } finally {
    clearTimeout(timer);
  }
}

import { mongoError } from '../mongo-error.ts';
import { MAX_TIMER_MS } from './wait-with-deadline.ts';
import type { Job } from './write-job.ts';

/** Queue of writes. Fails a write with 50 when its deadline passes in the queue. */
export class JobQueue {
  private readonly jobs: Job[] = [];
  private readonly timers = new Map<Job, NodeJS.Timeout>();

  get length(): number {
    return this.jobs.length;
  }

  push(job: Job): void {
    this.jobs.push(job);
    if (job.deadline === undefined) return;
    const left = Math.min(Math.max(0, job.deadline - Date.now()), MAX_TIMER_MS);
    this.timers.set(
      job,
      setTimeout(() => this.giveUp(job), left),
    );
  }

  /** Removes and returns the oldest job. From then on the caller checks its deadline. */
  take(): Job | undefined {
    const job = this.jobs.shift();
    if (job) this.stopTimer(job);
    return job;
  }

  /** Fails all queued writes. */
  rejectAll(error: Error): void {
    for (let job = this.take(); job; job = this.take()) job.reject(error);
  }

  private giveUp(job: Job): void {
    this.stopTimer(job);
    this.jobs.splice(this.jobs.indexOf(job), 1);
    job.reject(mongoError(50, 'operation exceeded time limit'));
  }

  private stopTimer(job: Job): void {
    clearTimeout(this.timers.get(job));
    this.timers.delete(job);
  }
}

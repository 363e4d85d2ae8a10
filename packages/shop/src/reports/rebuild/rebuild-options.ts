import type { Clock } from '@trastienda/base';
import type { Database, ReportFigure, ReportSlot } from '@trastienda/shop-db';

export interface RebuildDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** IANA time zone whose days the new roll-ups have. */
  readonly timeZone: string;
}

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly phase: 'building' | 'comparing' | 'removing';
  readonly done: number;
  /** How much there is to do; null when it is not known. */
  readonly of: number | null;
}

/** A figure that the roll-ups had, and the one that the events make. */
export interface RebuildDifference extends Omit<ReportSlot, 'day'> {
  /** Null for the sum of all days, which is compared when the time zone is another. */
  readonly day: string | null;
  readonly figure: ReportFigure;
  readonly kept: number;
  readonly rebuilt: number;
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly onDifference?: (difference: RebuildDifference) => void;
  /**
   * How long reports that are being read may still use the rows that were replaced; ten seconds by
   * default.
   */
  readonly graceMs?: number;
  readonly signal?: AbortSignal;
}

export interface RebuildResult {
  /** Events that were read again. */
  readonly events: number;
  /** Rows that were compared: places that either of the two roll-ups has. */
  readonly rows: number;
  readonly differences: number;
  /** Time zone that the roll-ups had before. */
  readonly formerTimeZone: string;
}

/** Another rebuild is running, or has taken over from this one. */
export class RebuildConflictError extends Error {
  override readonly name = 'RebuildConflictError';
}

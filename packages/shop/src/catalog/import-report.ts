import {
  type ImportRejection,
  type ImportReport,
  MAX_REPORTED_REJECTIONS,
  MAX_REPORTED_ROWS,
} from '@trastienda/contract';

/** Counts what became of the products of a file. */
export class ImportTally {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly #rejections: ImportRejection[] = [];

  count(outcome: 'created' | 'updated' | 'unchanged'): void {
    this.#counts[outcome] += 1;
  }

  reject(rejection: ImportRejection): void {
    this.#counts.rejected += 1;
    if (this.#rejections.length === MAX_REPORTED_REJECTIONS) return;
    const { rows, handle, reasons } = rejection;
    this.#rejections.push({ rows: rows.slice(0, MAX_REPORTED_ROWS), handle, reasons });
  }

  get counts(): Omit<ImportReport, 'rows' | 'rejections'> {
    return { ...this.#counts };
  }

  report(rows: number): ImportReport {
    return { rows, ...this.counts, rejections: this.#rejections };
  }
}

import {
  type ChangedHandle,
  type DerivedSku,
  type ImportRejection,
  type ImportReport,
  MAX_REPORTED_NOTES,
  MAX_REPORTED_REJECTIONS,
  MAX_REPORTED_ROWS,
} from '@trastienda/shop-contract';
import { CappedList } from '../base/capped-list.ts';
import type { CsvSurvey } from './csv/survey-shopify-csv.ts';

/** Outcome of a product that was not rejected. */
export interface ImportedOutcome {
  readonly outcome: 'created' | 'updated' | 'unchanged';
  readonly stock: Omit<ImportReport['stock'], 'hasQuantities'>;
  readonly kept: number;
  readonly derived: readonly DerivedSku[];
  readonly changedHandle: ChangedHandle | null;
}

/** Counts the outcomes of a file's products. */
export class ImportTally {
  readonly #counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly #stock = { opened: 0, openedSoldOut: 0, openedUntracked: 0, unchanged: 0 };
  readonly #rejections: ImportRejection[] = [];
  readonly #derived = new CappedList<DerivedSku>(MAX_REPORTED_NOTES);
  readonly #handles = new CappedList<ChangedHandle>(MAX_REPORTED_NOTES);
  #kept = 0;

  count({ outcome, stock, kept, derived, changedHandle }: ImportedOutcome): void {
    this.#counts[outcome] += 1;
    this.#stock.opened += stock.opened;
    this.#stock.openedSoldOut += stock.openedSoldOut;
    this.#stock.openedUntracked += stock.openedUntracked;
    this.#stock.unchanged += stock.unchanged;
    this.#kept += kept;
    this.#derived.add(...derived);
    if (changedHandle !== null) this.#handles.add(changedHandle);
  }

  reject(rejection: ImportRejection): void {
    this.#counts.rejected += 1;
    if (this.#rejections.length === MAX_REPORTED_REJECTIONS) return;
    const { rows, handle, reasons } = rejection;
    this.#rejections.push({ rows: rows.slice(0, MAX_REPORTED_ROWS), handle, reasons });
  }

  get counts(): Pick<ImportReport, 'created' | 'updated' | 'unchanged' | 'rejected'> {
    return { ...this.#counts };
  }

  report({ rows, hasQuantities, ignoredColumns }: CsvSurvey): ImportReport {
    return {
      rows,
      ...this.counts,
      rejections: this.#rejections,
      stock: { hasQuantities, ...this.#stock },
      keptVariants: this.#kept,
      derivedSkuCount: this.#derived.count,
      derivedSkus: this.#derived.first,
      changedHandleCount: this.#handles.count,
      changedHandles: this.#handles.first,
      ignoredColumns: [...ignoredColumns],
    };
  }
}

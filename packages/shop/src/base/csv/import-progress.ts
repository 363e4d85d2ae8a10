/** Progress of an import: data rows read out of the file's total. */
export interface ImportProgress {
  readonly rows: number;
  readonly totalRows: number;
}

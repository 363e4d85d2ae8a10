/** How far an import has come: data rows read of all that the file has. */
export interface ImportProgress {
  readonly rows: number;
  readonly totalRows: number;
}

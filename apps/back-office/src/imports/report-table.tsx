import { Card, CardHeader } from '@trastienda/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '@trastienda/ui/table';
import type { ReactNode } from 'react';

export interface ReportTableProps<Row> {
  readonly title: string;
  readonly description?: string;
  readonly rows: readonly Row[];
  readonly columns: readonly {
    readonly label: string;
    readonly cell: (row: Row) => ReactNode;
  }[];
}

/** A list of a report; nothing where it is empty. Reports do not change, so rows have no keys of their own. */
export function ReportTable<Row>({ title, description, rows, columns }: ReportTableProps<Row>) {
  if (rows.length === 0) return null;
  return (
    <Card padding="none">
      <CardHeader title={title} {...(description !== undefined && { description })} />
      <Table label={title} density="compact" stickyHeader className="max-h-96">
        <TableHead>
          <TableRow>
            {columns.map(({ label }) => (
              <TableHeaderCell key={label}>{label}</TableHeaderCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row, index) => (
            <TableRow key={index}>
              {columns.map(({ label, cell }) => (
                <TableCell key={label} className="align-top">
                  {cell(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

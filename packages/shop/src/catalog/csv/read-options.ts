import type { Field } from '../../base/csv/columns.ts';
import type { ReadContext } from './cell-values.ts';
import { productCell } from './product-cell.ts';
import type { ProductRow } from './product-row.ts';

/** Columns of each option. */
export const OPTION_FIELDS = [
  { name: 'option1Name', value: 'option1Value' },
  { name: 'option2Name', value: 'option2Value' },
  { name: 'option3Name', value: 'option3Value' },
] as const satisfies readonly { name: Field; value: Field }[];

/** Options of a product and the values of its variants. */
interface Options {
  readonly names: string[];
  /** Values of each variant row, in the order of the rows and the names. */
  readonly values: string[][];
}

/** Reads the options of a product; `variantRows` is the subset of `rows` that describe variants. */
export function readOptions(
  rows: readonly [ProductRow, ...ProductRow[]],
  variantRows: readonly ProductRow[],
  { problems }: ReadContext,
): Options {
  const options = OPTION_FIELDS.map((fields) => ({
    ...fields,
    text: productCell(rows, fields.name, problems),
  }));
  if (isDefaultOnly(options, variantRows)) return { names: [], values: variantRows.map(() => []) };

  options.forEach(({ name, text }, index) => {
    const before = options[index - 1];
    if (text === undefined || before === undefined || before.text !== undefined) return;
    const row = rows.find(({ cells }) => cells.has(name)) ?? rows[0];
    problems.addCell(row, name, `is given, but ${row.columns.nameOf(before.name)} is empty`);
  });
  const values = variantRows.map((row) =>
    options.flatMap(({ name, value, text }) => {
      const cell = row.cells.get(value);
      if (text === undefined) {
        if (cell !== undefined) {
          problems.addCell(row, value, `is given, but ${row.columns.nameOf(name)} is empty`);
        }
        return [];
      }
      if (cell === undefined) problems.addCell(row, value, 'is empty');
      // A unique placeholder, so that two missing values are not also reported as duplicates.
      return [cell ?? `row ${row.number}`];
    }),
  );
  return { names: options.flatMap(({ text }) => (text === undefined ? [] : [text])), values };
}

/**
 * Shopify writes the option `Title` with the value `Default Title` for products without options.
 */
function isDefaultOnly(
  options: readonly { value: Field; text: string | undefined }[],
  variantRows: readonly ProductRow[],
): boolean {
  return options.every(({ value, text }, index) => {
    const isName = text === undefined || (index === 0 && text.toLowerCase() === 'title');
    if (!isName) return false;
    return variantRows.every(({ cells }) => {
      const cell = cells.get(value)?.toLowerCase();
      return cell === undefined || (index === 0 && cell === 'default title');
    });
  });
}

import { MAX_COLUMNS } from '../../base/csv/bounds.ts';
import { isProductColumn } from '../../base/csv/columns.ts';
import { fileInvalid } from '../../base/csv/file-invalid.ts';

/** Maximum length of a location or column name in a report. */
const MAX_NAME = 255;

/**
 * Columns that the import reads, by their names in lower case and without the remark in parentheses
 * of newer exports: `On hand (current)`, `Committed (not editable)`.
 * https://help.shopify.com/en/manual/products/inventory/setup/inventory-csv
 */
const FIELDS = {
  handle: ['handle', 'url handle'],
  sku: ['sku', 'variant sku'],
  option1Name: ['option1 name'],
  option1Value: ['option1 value'],
  option2Value: ['option2 value'],
  option3Value: ['option3 value'],
  location: ['location'],
  newOnHand: ['on hand (new)'],
  onHand: ['on hand (current)', 'on hand'],
  available: ['available', 'available (not editable)'],
  committed: ['committed', 'committed (not editable)'],
  unavailable: ['unavailable', 'unavailable (not editable)'],
} as const satisfies Record<string, readonly string[]>;

export type InventoryField = keyof typeof FIELDS;

/** Columns that contain no quantities and are not locations either. */
const OTHERS = new Set([
  'title',
  'option2 name',
  'option3 name',
  'barcode',
  'hs code',
  'coo',
  'bin name',
  'incoming',
  'incoming (not editable)',
]);

const BY_NAME = new Map<string, InventoryField>();
for (const field of Object.keys(FIELDS).filter(isField)) {
  for (const name of FIELDS[field]) BY_NAME.set(name, field);
}

function isField(name: string): name is InventoryField {
  return Object.hasOwn(FIELDS, name);
}

/** A column of quantities that is named after its location. */
export interface LocationColumn {
  readonly index: number;
  readonly name: string;
}

/** Layout of an inventory file's columns. */
export interface InventoryColumns {
  readonly width: number;
  readonly indexes: ReadonlyMap<InventoryField, number>;
  /** Null when each row is about one location, or the file names none. */
  readonly locations: readonly LocationColumn[] | null;
  readonly ignored: readonly LocationColumn[];
  /** Returns the name of a column in the file. */
  nameOf(index: number): string;
}

/**
 * Parses the header of an inventory CSV.
 * @throws {ShopError} IMPORT_FILE_INVALID when a column is duplicated, columns of the variant or
 * the quantity are missing, or the header is that of a product CSV.
 */
export function readInventoryColumns(header: readonly string[]): InventoryColumns {
  if (header.length > MAX_COLUMNS) {
    throw fileInvalid(`The header has more than ${MAX_COLUMNS} columns.`, { row: 1 });
  }
  const names = header.map((name) => name.trim());
  const indexes = new Map<InventoryField, number>();
  const others: LocationColumn[] = [];
  const seen = new Map<string, string>();
  names.forEach((name, index) => {
    const folded = name.toLowerCase();
    if (folded === '') return;
    const field = BY_NAME.get(folded);
    rejectTwice(seen, field ?? folded, name);
    if (field !== undefined) indexes.set(field, index);
    else if (!OTHERS.has(folded)) others.push({ index, name: name.slice(0, MAX_NAME) });
  });
  if (!indexes.has('sku') && !indexes.has('handle')) {
    throw fileInvalid('The header lacks columns of an inventory CSV: SKU or Handle.', {
      row: 1,
      columns: ['SKU', 'Handle'],
    });
  }
  const hasStates = (['location', 'newOnHand', 'onHand', 'available'] as const).some((field) =>
    indexes.has(field),
  );
  if (hasStates) rejectWithoutQuantity(indexes);
  else rejectOthers(others);
  return {
    width: header.length,
    indexes,
    locations: hasStates ? null : others,
    ignored: hasStates ? others : [],
    nameOf: (index) => names[index] ?? '',
  };
}

function rejectTwice(seen: Map<string, string>, key: string, name: string): void {
  const earlier = seen.get(key);
  if (earlier !== undefined) {
    throw fileInvalid(`The header has one column twice: "${earlier}" and "${name}".`, {
      row: 1,
      columns: [earlier, name],
    });
  }
  seen.set(key, name);
}

function rejectWithoutQuantity(indexes: ReadonlyMap<InventoryField, number>): void {
  if (indexes.has('newOnHand') || indexes.has('onHand') || indexes.has('available')) return;
  throw fileInvalid(
    'The header lacks a column of quantities: On hand (new), On hand or Available.',
    {
      row: 1,
      columns: ['On hand (new)', 'On hand', 'Available'],
    },
  );
}

/**
 * In a file with a column per location, every unknown column counts as a location; a wrong file
 * would have many.
 */
function rejectOthers(others: readonly LocationColumn[]): void {
  const product = others.find(({ name }) => isProductColumn(name));
  if (product !== undefined) {
    throw fileInvalid(
      `The column "${product.name}" is that of a product CSV: import the file as one.`,
      { row: 1, columns: [product.name] },
    );
  }
  if (others.length > 0) return;
  throw fileInvalid('The header has no column of quantities, nor one for each location.', {
    row: 1,
  });
}

import type { StaffOrder } from '@trastienda/shop-client';
import { useFormats } from '../../format/use-formats.ts';
import type { Units } from '../order-units.ts';

export interface UnitListProps {
  readonly units: readonly Units[];
  readonly order: Pick<StaffOrder, 'lines'>;
}

/** Quantities of an order's lines: `2 × T-shirt (M)`. */
export function UnitList({ units, order }: UnitListProps) {
  const format = useFormats();
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {units.map(({ sku, quantity }) => {
        const line = order.lines.find((each) => each.sku === sku);
        const options = line?.optionValues.join(' · ') ?? '';
        return (
          <li key={sku}>
            <span className="text-muted tabular-nums">{format.number(quantity)} × </span>
            {line?.title ?? sku}
            {options !== '' && <span className="text-muted"> · {options}</span>}
          </li>
        );
      })}
    </ul>
  );
}

import type { StaffOrder } from '@trastienda/shop-client';

/** Title, options and SKU of a line. */
export function LineName({ line }: { readonly line: StaffOrder['lines'][number] }) {
  return (
    <span className="min-w-0 grow text-sm">
      <span className="block font-medium">{line.title}</span>
      <span className="flex flex-wrap gap-x-3 text-muted text-xs">
        {line.optionValues.length > 0 && <span>{line.optionValues.join(' · ')}</span>}
        <span className="font-mono">{line.sku}</span>
      </span>
    </span>
  );
}

import type { BenchServer } from './start-server.ts';

const SIZES = ['S', 'M', 'L', 'XL'];
const DESCRIPTION = `<p>${'Washed linen, woven in small runs, with buttons of shell. '.repeat(10)}</p>`;

/** A file of products as shops export them: four variants each, with a picture and a description. */
function csvOf(count: number): string {
  const header =
    'Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Requires Shipping,Image Src';
  const rows = Array.from({ length: count }, (_, i) =>
    SIZES.map((size, at) =>
      at === 0
        ? `p-${i},Product ${(i * 7919) % count} of the shop,"${DESCRIPTION}",Vendor ${i % 50},Type ${i % 9},"tag ${i % 20}, all",Size,${size},S-${i}-${size},${(i % 300) + 1},false,https://images.example/${i}.jpg`
        : `p-${i},,,,,,,${size},S-${i}-${size},${(i % 300) + 1},false,`,
    ).join('\n'),
  );
  return `${header}\n${rows.join('\n')}\n`;
}

/** Imports products with the slugs `p-0`, `p-1` and so on. */
export async function importProducts(
  { url, staffToken }: Pick<BenchServer, 'url' | 'staffToken'>,
  count: number,
): Promise<void> {
  const body = new FormData();
  body.append('file', new Blob([csvOf(count)], { type: 'text/csv' }), 'products.csv');
  const headers = { authorization: `Bearer ${staffToken}` };
  const response = await fetch(`${url}/trpc/admin.products.import`, {
    ...{ method: 'POST', body, headers },
  });
  if (!response.ok) throw new Error(await response.text());
}

import { createRandom } from '@trastienda/testing';
import { buy } from './buy.ts';
import { addProduct } from './products.ts';
import { type Report, reportOn } from './report.ts';
import { startShop } from './shop-under-test.ts';

export interface StormOptions {
  readonly seed: number;
  readonly buyers: number;
  readonly units: number;
  readonly processes: number;
}

/** Sends many buyers at once for the last units, through several server processes. */
export async function runStorm({ seed, buyers, units, processes }: StormOptions): Promise<Report> {
  const random = createRandom(seed);
  const shop = await startShop({ processes, random });
  try {
    await addProduct(shop.staff, { sku: 'LAST', quantity: units });
    const startedAt = performance.now();
    const results = await Promise.allSettled(
      Array.from({ length: buyers }, (_, index) =>
        buy(shop.guest(), [{ sku: 'LAST', quantity: 1 }], { random: createRandom(seed + index) }),
      ),
    );
    const report = await reportOn(shop, { seed, startedAt, results });
    const wanted = Math.min(units, buyers);
    return report.orders === wanted
      ? report
      : { ...report, problems: [`${report.orders} orders for ${units} units`, ...report.problems] };
  } finally {
    await shop.stop();
  }
}

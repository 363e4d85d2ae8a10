import { mapPage } from '@trastienda/mongo';
import { PRICES_TAG, ShopError } from '@trastienda/shop-contract';
import { toPriceView } from './price-view.ts';
import type { PriceListService, PricingAdminDeps } from './pricing-admin.ts';
import { recordPricingChange } from './record-pricing-change.ts';

export function createPriceListService(deps: PricingAdminDeps): PriceListService {
  const { database, clock } = deps;

  return {
    list: async (input) => mapPage(await database.prices.list(input), toPriceView),

    async set(input, origin) {
      const { currency, prices } = input;
      if (currency === deps.currency) {
        throw new ShopError('CURRENCY_UNSUPPORTED', {
          message: `Prices in ${currency}, the shop's currency, are set in the catalog.`,
          details: { currency, shopCurrency: deps.currency },
        });
      }
      const set = prices.filter(({ amount }) => amount !== null).length;
      const facts = { currency, set, removed: prices.length - set };
      await database.transaction(async () => {
        const at = clock.now();
        const change = { subject: 'prices', subjectId: null, change: 'set', facts } as const;
        await recordPricingChange(deps, change, origin);
        const listed = await database.prices.find(
          currency,
          prices.map(({ sku }) => sku),
        );
        const changed = prices.filter(({ sku, amount }) => (listed.get(sku) ?? null) !== amount);
        if (changed.length === 0) return;
        await database.prices.set({ currency, prices: changed }, at);
        const removed = changed.filter(({ amount }) => amount === null).length;
        const data = { currency, set: changed.length - removed, removed };
        const about = { aggregate: 'price', aggregateId: currency, tags: [PRICES_TAG] } as const;
        const event = { ...about, type: 'price.changed', data } as const;
        await database.events.record(event, { at, requestId: origin.requestId });
      });
      return { set: facts.set, removed: facts.removed };
    },
  };
}

import { mapPage } from '@trastienda/mongo';
import {
  type CallOrigin,
  MAX_SHIPPING_METHODS,
  SHIPPING_TAG,
  ShopError,
} from '@trastienda/shop-contract';
import type { ShippingMethodState } from '@trastienda/shop-db';
import { omitUndefined } from '../base/omit-undefined.ts';
import type { PricingAdminDeps, ShippingService } from './pricing-admin.ts';
import { recordPricingChange } from './record-pricing-change.ts';
import { toShippingMethodView } from './shipping-method-view.ts';

function checkPlaces({ countries, isRestOfWorld }: ShippingMethodState): void {
  if (!isRestOfWorld || countries.length === 0) return;
  const message = 'must be empty for the rest of the world';
  throw new ShopError('INPUT_INVALID', { fields: { countries: [message] } });
}

export function createShippingService(deps: PricingAdminDeps): ShippingService {
  const { database, clock } = deps;
  const { shippingMethods } = database;

  const read = async (id: string): Promise<ShippingMethodState> => {
    const method = await shippingMethods.find(id);
    if (method === null) throw new ShopError('SHIPPING_METHOD_NOT_FOUND', { details: { id } });
    return method;
  };

  const record = async (
    change: 'created' | 'updated' | 'removed',
    { id, name, isActive, updatedAt }: ShippingMethodState,
    origin: CallOrigin,
  ) => {
    const facts = { name, isActive };
    const about = { subject: 'shipping-method', subjectId: id, change, facts } as const;
    await recordPricingChange(deps, about, origin);
    const subject = { aggregate: 'shipping-method', aggregateId: id } as const;
    const draft = { type: `shipping-method.${change}`, data: facts } as const;
    await database.events.record(
      { ...subject, ...draft, tags: [SHIPPING_TAG] },
      { at: updatedAt, requestId: origin.requestId },
    );
  };

  return {
    list: async (input) => mapPage(await shippingMethods.list(input), toShippingMethodView),

    create: (input, origin) =>
      database.transaction(async () => {
        if ((await shippingMethods.all()).length >= MAX_SHIPPING_METHODS) {
          throw new ShopError('INPUT_INVALID', {
            message: `There are ${MAX_SHIPPING_METHODS} shipping methods already; remove one first.`,
          });
        }
        const updatedAt = clock.now();
        const method = { ...input, id: shippingMethods.newId(), updatedAt };
        checkPlaces(method);
        await shippingMethods.insert(method);
        await record('created', method, origin);
        return toShippingMethodView(method);
      }),

    update: ({ id, changes }, origin) =>
      database.transaction(async () => {
        const updatedAt = clock.now();
        const method = { ...(await read(id)), ...omitUndefined(changes), updatedAt };
        checkPlaces(method);
        await shippingMethods.update(method);
        await record('updated', method, origin);
        return toShippingMethodView(method);
      }),

    remove: ({ id }, origin) =>
      database.transaction(async () => {
        const method = await read(id);
        await shippingMethods.delete(id);
        await record('removed', { ...method, updatedAt: clock.now() }, origin);
        return toShippingMethodView(method);
      }),
  };
}

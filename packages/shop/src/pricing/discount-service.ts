import { mapPage } from '@trastienda/mongo';
import {
  type CallOrigin,
  DISCOUNTS_TAG,
  MAX_AUTOMATIC_DISCOUNTS,
  ShopError,
} from '@trastienda/shop-contract';
import type { DiscountState } from '@trastienda/shop-db';
import { omitUndefined } from '../base/omit-undefined.ts';
import { toDiscountView } from './discount-view.ts';
import type { DiscountService, PricingAdminDeps } from './pricing-admin.ts';
import { recordPricingChange } from './record-pricing-change.ts';

function checkPeriod({ startsAt, endsAt }: DiscountState): void {
  if (startsAt === null || endsAt === null || startsAt < endsAt) return;
  throw new ShopError('INPUT_INVALID', { fields: { endsAt: ['must be after startsAt'] } });
}

const dateOf = (timestamp: string | null) => (timestamp === null ? null : new Date(timestamp));

export function createDiscountService(deps: PricingAdminDeps): DiscountService {
  const { database, clock } = deps;
  const { discounts } = database;

  const read = async (id: string): Promise<DiscountState> => {
    const discount = await discounts.find(id);
    if (discount === null) throw new ShopError('DISCOUNT_NOT_FOUND', { details: { id } });
    return discount;
  };

  const checkRoom = async ({ code, isActive }: DiscountState): Promise<void> => {
    if (code !== null || !isActive) return;
    if ((await discounts.countActiveAutomatic()) < MAX_AUTOMATIC_DISCOUNTS) return;
    throw new ShopError('INPUT_INVALID', {
      message: `${MAX_AUTOMATIC_DISCOUNTS} discounts without a code are active already.`,
    });
  };

  const record = async (
    change: 'created' | 'updated',
    { id, code, isActive, effect, updatedAt }: DiscountState,
    origin: CallOrigin,
  ) => {
    const facts = { code, isActive, kind: effect.kind };
    await recordPricingChange(deps, { subject: 'discount', subjectId: id, change, facts }, origin);
    const about = { aggregate: 'discount', aggregateId: id, tags: [DISCOUNTS_TAG] } as const;
    const event = { ...about, type: `discount.${change}`, data: facts } as const;
    await database.events.record(event, { at: updatedAt, requestId: origin.requestId });
  };

  return {
    list: async (input) => mapPage(await discounts.list(input), toDiscountView),
    get: async ({ id }) => toDiscountView(await read(id)),

    create: (input, origin) =>
      database.transaction(async () => {
        const now = clock.now();
        const discount = {
          ...input,
          id: discounts.newId(),
          startsAt: dateOf(input.startsAt),
          endsAt: dateOf(input.endsAt),
          used: 0,
          createdAt: now,
          updatedAt: now,
        };
        checkPeriod(discount);
        await checkRoom(discount);
        await discounts.insert(discount);
        await record('created', discount, origin);
        return toDiscountView(discount);
      }),

    update: ({ id, changes }, origin) =>
      database.transaction(async () => {
        const before = await read(id);
        const { startsAt, endsAt, ...fields } = omitUndefined(changes);
        const discount = {
          ...before,
          ...fields,
          ...(startsAt !== undefined && { startsAt: dateOf(startsAt) }),
          ...(endsAt !== undefined && { endsAt: dateOf(endsAt) }),
          updatedAt: clock.now(),
        };
        checkPeriod(discount);
        if (!before.isActive) await checkRoom(discount);
        await discounts.update(discount);
        await record('updated', discount, origin);
        return toDiscountView(discount);
      }),
  };
}

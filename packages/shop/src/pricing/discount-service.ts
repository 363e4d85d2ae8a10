import {
  type CallOrigin,
  type DiscountView,
  MAX_AUTOMATIC_DISCOUNTS,
  ShopError,
} from '@trastienda/contract';
import { definedOf } from '../defined-of.ts';
import type { DiscountService } from './pricing-admin.ts';
import type { PricingAdminDeps } from './pricing-admin-deps.ts';
import { recordPricingChange } from './record-pricing-change.ts';

function checkPeriod({ startsAt, endsAt }: DiscountView): void {
  if (startsAt === null || endsAt === null || new Date(startsAt) < new Date(endsAt)) return;
  throw new ShopError('INPUT_INVALID', { fields: { endsAt: ['must be after startsAt'] } });
}

export function createDiscountService(deps: PricingAdminDeps): DiscountService {
  const { database, clock } = deps;
  const { discounts } = database;

  const read = async (id: string): Promise<DiscountView> => {
    const discount = await discounts.find(id);
    if (discount === null) throw new ShopError('DISCOUNT_NOT_FOUND', { details: { id } });
    return discount;
  };

  const checkRoom = async ({ code, isActive }: DiscountView): Promise<void> => {
    if (code !== null || !isActive) return;
    if ((await discounts.countActiveAutomatic()) < MAX_AUTOMATIC_DISCOUNTS) return;
    throw new ShopError('INPUT_INVALID', {
      message: `${MAX_AUTOMATIC_DISCOUNTS} discounts without a code are active already.`,
    });
  };

  const record = (
    change: 'created' | 'updated',
    { id, code, isActive, effect }: DiscountView,
    origin: CallOrigin,
  ) => {
    const facts = { code, isActive, kind: effect.kind };
    return recordPricingChange(deps, { subject: 'discount', subjectId: id, change, facts }, origin);
  };

  return {
    list: (input) => discounts.list(input),
    get: ({ id }) => read(id),

    create: (input, origin) =>
      database.transaction(async () => {
        const now = clock.now().toISOString();
        const times = { createdAt: now, updatedAt: now };
        const discount = { ...input, id: discounts.newId(), used: 0, ...times };
        checkPeriod(discount);
        await checkRoom(discount);
        await discounts.insert(discount);
        await record('created', discount, origin);
        return discount;
      }),

    update: ({ id, changes }, origin) =>
      database.transaction(async () => {
        const before = await read(id);
        const updatedAt = clock.now().toISOString();
        const discount = { ...before, ...definedOf(changes), updatedAt };
        checkPeriod(discount);
        if (!before.isActive) await checkRoom(discount);
        await discounts.update(discount);
        await record('updated', discount, origin);
        return discount;
      }),
  };
}

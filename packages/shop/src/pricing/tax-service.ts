import { type CallOrigin, ShopError, type TaxZoneView } from '@trastienda/contract';
import { definedOf } from '../defined-of.ts';
import { isIsoRegion } from '../places/iso-regions.ts';
import { regionInvalid } from '../places/region-invalid.ts';
import type { TaxService } from './pricing-admin.ts';
import type { PricingAdminDeps } from './pricing-admin-deps.ts';
import { recordPricingChange } from './record-pricing-change.ts';

export function createTaxService(deps: PricingAdminDeps): TaxService {
  const { database, clock } = deps;
  const { taxZones } = database;

  const read = async (id: string): Promise<TaxZoneView> => {
    const zone = await taxZones.find(id);
    if (zone === null) throw new ShopError('TAX_ZONE_NOT_FOUND', { details: { id } });
    return zone;
  };

  const record = (
    change: 'created' | 'updated' | 'removed',
    { id, country, region, ratePpm }: TaxZoneView,
    origin: CallOrigin,
  ) => {
    const facts = { country, region, ratePpm };
    return recordPricingChange(deps, { subject: 'tax-zone', subjectId: id, change, facts }, origin);
  };

  return {
    list: (input) => taxZones.list(input),

    create: (input, origin) =>
      database.transaction(async () => {
        const { country, region } = input;
        if (country !== null && region !== null && !isIsoRegion(country, region)) {
          throw regionInvalid('unknown', country, 'region');
        }
        const zone = { ...input, id: taxZones.newId(), updatedAt: clock.now().toISOString() };
        await taxZones.insert(zone);
        await record('created', zone, origin);
        return zone;
      }),

    update: ({ id, changes }, origin) =>
      database.transaction(async () => {
        const updatedAt = clock.now().toISOString();
        const zone = { ...(await read(id)), ...definedOf(changes), updatedAt };
        await taxZones.replace(zone);
        await record('updated', zone, origin);
        return zone;
      }),

    remove: ({ id }, origin) =>
      database.transaction(async () => {
        const zone = await read(id);
        await taxZones.remove(id);
        await record('removed', zone, origin);
        return zone;
      }),
  };
}

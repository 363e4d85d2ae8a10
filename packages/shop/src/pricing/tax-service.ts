import { mapPage } from '@trastienda/mongo';
import { type CallOrigin, ShopError, TAXES_TAG } from '@trastienda/shop-contract';
import type { TaxZoneState } from '@trastienda/shop-db';
import { omitUndefined } from '../base/omit-undefined.ts';
import { isIsoRegion } from '../base/places/iso-regions.ts';
import { regionInvalid } from '../base/places/region-invalid.ts';
import type { PricingAdminDeps, TaxService } from './pricing-admin.ts';
import { recordPricingChange } from './record-pricing-change.ts';
import { toTaxZoneView } from './tax-zone-view.ts';

export function createTaxService(deps: PricingAdminDeps): TaxService {
  const { database, clock } = deps;
  const { taxZones } = database;

  const read = async (id: string): Promise<TaxZoneState> => {
    const zone = await taxZones.find(id);
    if (zone === null) throw new ShopError('TAX_ZONE_NOT_FOUND', { details: { id } });
    return zone;
  };

  const record = async (
    change: 'created' | 'updated' | 'removed',
    { id, country, region, ratePpm, updatedAt }: TaxZoneState,
    origin: CallOrigin,
  ) => {
    const facts = { country, region, ratePpm };
    await recordPricingChange(deps, { subject: 'tax-zone', subjectId: id, change, facts }, origin);
    const about = { aggregate: 'tax-zone', aggregateId: id, tags: [TAXES_TAG] } as const;
    const event = { ...about, type: `tax-zone.${change}`, data: facts } as const;
    await database.events.record(event, { at: updatedAt, requestId: origin.requestId });
  };

  return {
    list: async (input) => mapPage(await taxZones.list(input), toTaxZoneView),

    create: (input, origin) =>
      database.transaction(async () => {
        const { country, region } = input;
        if (country !== null && region !== null && !isIsoRegion(country, region)) {
          throw regionInvalid('unknown', country, 'region');
        }
        const zone = { ...input, id: taxZones.newId(), updatedAt: clock.now() };
        await taxZones.insert(zone);
        await record('created', zone, origin);
        return toTaxZoneView(zone);
      }),

    update: ({ id, changes }, origin) =>
      database.transaction(async () => {
        const updatedAt = clock.now();
        const zone = { ...(await read(id)), ...omitUndefined(changes), updatedAt };
        await taxZones.update(zone);
        await record('updated', zone, origin);
        return toTaxZoneView(zone);
      }),

    remove: ({ id }, origin) =>
      database.transaction(async () => {
        const zone = await read(id);
        await taxZones.delete(id);
        await record('removed', { ...zone, updatedAt: clock.now() }, origin);
        return toTaxZoneView(zone);
      }),
  };
}

import {
  CreateTaxZoneInput,
  ListTaxZonesInput,
  RemoveTaxZoneInput,
  TaxZonePage,
  TaxZoneView,
  UpdateTaxZoneInput,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Tax zones. */
export const taxes = {
  create: mutation(
    {
      access: 'pricing:write',
      summary: 'Creates a tax zone',
      input: CreateTaxZoneInput,
      output: TaxZoneView,
      errors: ['TAX_ZONE_TAKEN'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.taxes.create(input, ctx.origin),
  ),

  list: query(
    {
      access: 'pricing:read',
      summary: 'Lists tax zones, newest first',
      input: ListTaxZonesInput.prefault({}),
      output: TaxZonePage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.taxes.list(input),
  ),

  remove: mutation(
    {
      access: 'pricing:write',
      summary: 'Removes a tax zone and returns its last state',
      input: RemoveTaxZoneInput,
      output: TaxZoneView,
      errors: ['TAX_ZONE_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.taxes.remove(input, ctx.origin),
  ),

  update: mutation(
    {
      access: 'pricing:write',
      summary: 'Updates a tax zone',
      input: UpdateTaxZoneInput,
      output: TaxZoneView,
      errors: ['TAX_ZONE_NOT_FOUND'],
      idempotency: 'natural',
    },
    ({ ctx, input }) => ctx.services.taxes.update(input, ctx.origin),
  ),
};

import { createImportForm, createInventoryForm, createMediaForm } from '@trastienda/shop-client';
import { productFixture } from '@trastienda/shop-testing';
import { STAFF } from './start-observed-shop.ts';
import { MUG, type MutationCases, type World } from './world.ts';

const LISTS = ['catalog.list', 'catalog.facets'];
const OF_CART = ['cart.get', 'checkout.preview'];
/** What shows that the last mug is gone, or back, once its listing is refreshed. */
const LISTED = ['catalog.get', ...LISTS];

const staff = ({ as }: Pick<World, 'as'>) => as(STAFF).admin;
const csv = (...lines: string[]) => new Blob([lines.join('\n')], { type: 'text/csv' });
/** A GIF of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const upload = (world: World) =>
  staff(world).media.upload(createMediaForm(new Blob([PIXEL]), 'pixel.gif'));
const takeAll = (world: World) =>
  staff(world).stock.adjust({ sku: MUG, change: -3, reason: 'counted' });

/** Calls of staff about products and stock. */
export const CATALOG_CASES: MutationCases = {
  'admin.media.delete': [
    {
      changes: [],
      prepare: async (world) => {
        const { id } = await upload(world);
        return () => staff(world).media.delete({ id });
      },
    },
  ],
  'admin.media.upload': [{ changes: [], prepare: (world) => () => upload(world) }],
  'admin.products.archive': [
    {
      changes: ['catalog.get', ...LISTS, ...OF_CART],
      prepare: (world) => () => staff(world).products.archive({ id: world.productId }),
    },
  ],
  'admin.products.create': [
    {
      changes: LISTS,
      prepare: (world) => () => staff(world).products.create(productFixture()),
    },
    {
      when: 'of a draft',
      changes: [],
      prepare: (world) => () => staff(world).products.create(productFixture({ status: 'draft' })),
    },
  ],
  'admin.products.import': [
    {
      changes: LISTS,
      prepare: (world) => () => {
        const rows = ['Handle,Title,Variant SKU,Variant Price', 'bowl,Bowl,BOWL,9'];
        return staff(world).products.import(createImportForm(csv(...rows)));
      },
    },
    {
      when: 'of a product that exists',
      changes: ['catalog.get', 'catalog.list', ...OF_CART],
      prepare: (world) => () => {
        const rows = ['Handle,Title,Variant SKU,Variant Price', `mug,Big mug,${MUG},12`];
        return staff(world).products.import(createImportForm(csv(...rows)));
      },
    },
  ],
  'admin.products.update': [
    {
      when: 'of the title',
      changes: ['catalog.get', 'catalog.list', 'catalog.suggest', 'cart.get'],
      prepare: (world) => () => {
        const changes = { title: 'Big mug' };
        return staff(world).products.update({ id: world.productId, revision: 1, changes });
      },
    },
    {
      when: 'of the slug',
      changes: ['catalog.get', 'catalog.list', 'cart.get'],
      prepare: (world) => () => {
        const changes = { slug: 'cup' };
        return staff(world).products.update({ id: world.productId, revision: 1, changes });
      },
    },
  ],
  'admin.stock.adjust': [
    {
      when: 'to zero',
      changes: OF_CART,
      later: LISTED,
      prepare: (world) => () => takeAll(world),
    },
  ],
  'admin.stock.configure': [
    {
      changes: [],
      prepare: (world) => () => staff(world).stock.configure({ sku: MUG, lowStockAt: 5 }),
    },
  ],
  'admin.stock.import': [
    {
      when: 'of a SKU that is gone',
      changes: OF_CART,
      later: LISTED,
      prepare: (world) => () => {
        const header = 'Handle,Option1 Value,SKU,Location,On hand (current),On hand (new)';
        return staff(world).stock.import(createInventoryForm(csv(header, `mug,,${MUG},Shop,0,`)));
      },
    },
  ],
  'admin.stock.receive': [
    {
      when: 'of a SKU that was sold out',
      changes: OF_CART,
      later: LISTED,
      prepare: async (world) => {
        await takeAll(world);
        await world.runBackground();
        return () => staff(world).stock.receive({ sku: MUG, quantity: 3 });
      },
    },
  ],
};

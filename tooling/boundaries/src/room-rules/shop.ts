import type { RoomRules } from '../check-rooms.ts';

const BASE = ['base'] as const;
const ROOMS = [
  ...BASE,
  'addresses',
  'edge',
  'events',
  'media',
  'search',
  'stock',
  'catalog',
  'pricing',
  'ledger',
  'carts',
  'payments',
  'checkout',
  'orders',
  'settlement',
  'reports',
  'notifications',
  'webhooks',
  'streams',
] as const;

/** Folder rules of the use cases; docs/ARCHITECTURE.md draws them. */
export const SHOP_ROOMS: RoomRules = {
  base: [],

  addresses: BASE,
  edge: BASE,
  events: BASE,
  forms: BASE,
  media: BASE,
  stock: BASE,
  search: BASE,
  // Writing a product opens the stock of its variants; its views describe its images.
  catalog: [...BASE, 'stock', 'media', 'search'],
  pricing: BASE,
  ledger: BASE,
  settings: [...BASE, 'pricing'],
  webhooks: BASE,

  carts: [...BASE, 'stock', 'pricing'],
  payments: [...BASE, 'ledger'],
  checkout: [...BASE, 'stock', 'pricing', 'carts'],
  orders: [...BASE, 'stock'],
  // Reads the stores of other domains, and none of their use cases.
  reports: BASE,
  // Reacts to events; the links of its emails are those of orders.
  notifications: [...BASE, 'stock', 'orders'],
  streams: [...BASE, 'stock'],
  // Use cases across domains.
  settlement: [...BASE, 'stock', 'pricing', 'ledger', 'carts', 'payments', 'checkout', 'orders'],

  'create-shop.ts': ROOMS,
  'index.ts': [...ROOMS, 'forms', 'settings', 'create-shop.ts'],
};

import type { Translation } from '../i18n/translation.ts';
import type { stock as stockEn } from './stock.en.ts';

export const stock: Translation<typeof stockEn> = {
  navigation: 'Existencias',
  title: 'Existencias',
  sku: 'SKU',
  onHand: 'En tienda',
  reserved: 'Reservado',
  available: 'Disponible',
  lowStockAt: 'Aviso en',
  never: 'Nunca',
  policy: 'Al llegar a cero',
  policies: { deny: 'Deja de venderse', continue: 'Se sigue vendiendo' },
  untracked: 'Sin control',
  updated: 'Actualizado',
  isLow: 'Pocas existencias',
  low: 'Pocas',
  out: 'Agotado',
  emptyTitle: 'Aún no hay existencias',
  emptyText: 'Las existencias se abren con las variantes de los productos.',
};

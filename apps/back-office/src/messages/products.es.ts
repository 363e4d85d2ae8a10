import type { Translation } from '../i18n/translation.ts';
import type { products as productsEn } from './products.en.ts';

export const products: Translation<typeof productsEn> = {
  navigation: 'Productos',
  title: 'Productos',
  searchPlaceholder: 'Título, etiqueta o proveedor',
  status: 'Estado',
  statuses: { active: 'Activo', draft: 'Borrador', archived: 'Archivado' },
  vendor: 'Proveedor',
  tag: 'Etiqueta',
  type: 'Tipo',
  product: 'Producto',
  price: 'Precio',
  priceFrom: 'desde {price}',
  availability: 'Disponibilidad',
  inStock: 'Disponible',
  soldOut: 'Agotado',
  updated: 'Actualizado',
  revision: 'Revisión',
  sorts: {
    'title-asc': 'Título A–Z',
    'title-desc': 'Título Z–A',
    'price-asc': 'Precio, menor primero',
    'price-desc': 'Precio, mayor primero',
    newest: 'Más recientes primero',
  },
  emptyTitle: 'Aún no hay productos',
  emptyText: 'Crea el primer producto o importa el archivo de otra tienda.',
};

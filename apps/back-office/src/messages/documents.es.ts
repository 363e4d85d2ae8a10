import type { Translation } from '../i18n/translation.ts';
import type { documents as documentsEn } from './documents.en.ts';

export const documents: Translation<typeof documentsEn> = {
  packingSlip: 'Albarán',
  invoice: 'Factura',
  order: 'Pedido',
  placed: 'Fecha del pedido',
  date: 'Fecha',
  parcel: 'Paquete',
  shipTo: 'Enviar a',
  billTo: 'Facturar a',
  shippingMethod: 'Método de envío',
  item: 'Artículo',
  sku: 'SKU',
  quantity: 'Cantidad',
  packed: 'Preparado',
  units: 'Unidades',
  nothingToPack: 'No hay nada por preparar de este pedido.',
  unitPrice: 'Precio unitario',
  discount: 'Descuento',
  tax: 'Impuesto',
  amount: 'Importe',
  taxBase: 'Base imponible',
  taxAmount: 'Cuota',
  noTax: 'No se han cobrado impuestos.',
  taxAdded: 'Impuestos',
  taxIncluded: 'Impuestos incluidos',
};

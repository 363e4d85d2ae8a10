import type { Translation } from '../i18n/translation.ts';
import type { printing as printingEn } from './printing.en.ts';

export const printing: Translation<typeof printingEn> = {
  packingSlip: 'Albarán',
  invoice: 'Factura',
  back: 'Volver al pedido',
  print: 'Imprimir',
  language: 'Idioma del documento',
  contents: 'Contenido',
  unsent: 'Por enviar',
  parcel: 'Paquete {number, number}',
  company: 'Datos de la empresa',
  companyText:
    'Los documentos los muestran bajo el nombre de la tienda. Los guarda este navegador.',
  companyLabel: 'Datos',
  companyHint: 'Razón social, dirección, NIF y similares, uno por línea.',
};

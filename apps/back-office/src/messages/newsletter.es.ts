import type { Translation } from '../i18n/translation.ts';
import type { newsletter as newsletterEn } from './newsletter.en.ts';

export const newsletter: Translation<typeof newsletterEn> = {
  navigation: 'Boletín',
  title: 'Boletín',
  text: 'Suscriptores con sus consentimientos. Expórtalos antes de cada envío: la tienda no envía boletines.',
  searchPlaceholder: 'Correo completo',
  email: 'Correo',
  status: 'Estado',
  language: 'Idioma',
  since: 'Desde',
  statuses: { pending: 'Sin confirmar', subscribed: 'Suscrito', unsubscribed: 'De baja' },
  erased: 'Correo borrado',
  consents: 'Consentimientos',
  consentCount: '{count, plural, one {# entrada} other {# entradas}}',
  kinds: { requested: 'Solicitado', confirmed: 'Confirmado', withdrawn: 'Retirado' },
  ways: {
    form: 'en el formulario',
    link: 'por el enlace de un correo',
    'one-click': 'por el botón del buzón',
  },
  textVersion: 'texto {version}',
  export: 'Exportar CSV',
  exported: '{count, plural, one {# correo exportado} other {# correos exportados}}.',
  emptyTitle: 'Aún no hay suscriptores',
  emptyText: 'Aquí aparecen quienes se suscriben al boletín en la tienda.',
};

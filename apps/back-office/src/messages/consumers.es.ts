import type { Translation } from '../i18n/translation.ts';
import type { consumers as consumersEn } from './consumers.en.ts';

export const consumers: Translation<typeof consumersEn> = {
  navigation: 'Eventos',
  title: 'Consumidores de eventos',
  text: 'Partes de la tienda que actúan con los eventos, uno tras otro: correos, informes, webhooks.',
  name: 'Consumidor',
  state: 'Estado',
  states: {
    current: 'Al día',
    behind: 'Poniéndose al día',
    retrying: 'Reintentando',
    parked: 'Te espera',
  },
  pending: 'Eventos por hacer',
  orMore: '{count, number} o más',
  oldest: 'El más antiguo',
  oldestAt: 'El más antiguo es de {time}.',
  retrying: 'Reintentando',
  parked: 'Esperando',
  types: '{count, plural, one {# tipo de evento} other {# tipos de eventos}}',
  holds: 'Lo que está retenido',
  noHolds: 'No hay nada retenido',
  noHoldsText: 'Se han tratado todos los eventos a los que ha llegado este consumidor.',
  thing: 'Sobre',
  fromSequence: '{id}, desde el evento {sequence, number}',
  retryAt: 'De nuevo a las {time}',
  error: 'Último fallo',
  failures: '{count, plural, one {# fallo} other {# fallos seguidos}}',
  heldAt: 'Desde',
  resume: 'Reanudar',
  resumeTitle: '¿Intentar {thing} de nuevo?',
  resumeText:
    'Se intenta ahora el evento {sequence, number} y después los siguientes. Repara antes la causa.',
  resumed: 'Se intenta {thing} de nuevo.',
  skip: 'Omitir evento',
  skipTitle: '¿Renunciar al evento {sequence, number} de {thing}?',
  skipText:
    '{consumer} nunca lo tratará y seguirá con el siguiente. Haz a mano lo que habría hecho.',
  skipped: 'Se ha omitido el evento {sequence, number} de {thing}.',
} as const;

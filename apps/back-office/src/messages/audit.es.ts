import type { Translation } from '../i18n/translation.ts';
import type { audit as auditEn } from './audit.en.ts';

export const audit: Translation<typeof auditEn> = {
  navigation: 'Auditoría',
  title: 'Registro de auditoría',
  text: 'Quién hizo qué y cuándo. Tiene identificadores, sin nombres ni direcciones, y no se puede cambiar.',
  action: 'Acción',
  actor: 'Por',
  actorId: 'Identificador del autor',
  actors: {
    anonymous: 'Un visitante',
    machine: 'Sistema',
    account: 'Cuenta',
    operator: 'Operador',
  },
  subject: 'Objeto',
  subjectId: 'Identificador del objeto',
  at: 'Momento',
  address: 'Red',
  request: 'Petición',
  details: 'Detalles',
  sameActor: 'Todo de este autor',
  sameSubject: 'Todo sobre este objeto',
} as const;

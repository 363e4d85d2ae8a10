import type { Translation } from '../i18n/translation.ts';
import type { permissions as permissionsEn } from './permissions.en.ts';

export const permissions: Translation<typeof permissionsEn> = {
  'catalog:read': 'Ver productos, también borradores',
  'catalog:write': 'Cambiar e importar productos e imágenes',
  'accounts:read': 'Ver cuentas',
  'accounts:write': 'Cambiar roles, desactivar cuentas',
  'api-keys:write': 'Crear y revocar claves de API',
  'audit:read': 'Leer el registro de auditoría',
  'stock:read': 'Ver existencias',
  'stock:write': 'Recibir y ajustar existencias',
  'pricing:read': 'Ver precios, descuentos, impuestos, envíos',
  'pricing:write': 'Cambiar precios, descuentos, impuestos, envíos',
  'orders:read': 'Ver pedidos y pagos',
  'orders:write': 'Enviar pedidos, cambiar direcciones, resolver devoluciones',
  'orders:refund': 'Reembolsar y cancelar pedidos',
  'ledger:read': 'Leer el libro mayor y conciliarlo',
  'events:read': 'Ver consumidores de eventos',
  'events:write': 'Reanudar y omitir eventos',
  'reports:read': 'Leer informes',
  'webhooks:write': 'Gestionar webhooks',
  'messages:read': 'Leer mensajes de visitantes',
  'messages:write': 'Responder, cerrar y borrar mensajes',
  'newsletter:read': 'Ver y exportar suscriptores',
} as const;

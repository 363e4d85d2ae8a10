import type { Translation } from '../i18n/translation.ts';
import type { secret as secretEn } from './secret.en.ts';

export const secret: Translation<typeof secretEn> = {
  once: 'Se muestra una sola vez',
  onceText: 'Guárdalo donde el otro sistema lee sus secretos. No se puede mostrar de nuevo.',
  stored: 'Lo he guardado',
  copyFailed: 'El navegador no ha permitido copiar. Selecciona el texto y cópialo.',
} as const;

import type { Translation } from '../i18n/translation.ts';
import type { overview as overviewEn } from './overview.en.ts';

export const overview: Translation<typeof overviewEn> = {
  navigation: 'Resumen',
  title: 'Resumen',
  greeting: 'Hola, {name}',
};

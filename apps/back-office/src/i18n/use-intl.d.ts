import type { en } from '../messages/en.ts';
import type { Locale as OfficeLocale } from './locale.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: OfficeLocale;
    Messages: typeof en;
  }
}

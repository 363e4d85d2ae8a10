import type { useTranslations } from 'use-intl';

/** Translates any key: `t('shell.signOut')`. The compiler knows the keys and their parameters. */
export type Translate = ReturnType<typeof useTranslations<never>>;

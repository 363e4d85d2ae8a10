import { COLOR_SCHEMES } from '@trastienda/ui/color-scheme';
import { Form, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { useLocalePath } from '../i18n/use-locale.ts';
import { useShellData } from './shell-data.ts';

/** Buttons that choose the color scheme; the server keeps the choice in a cookie, without a script. */
export function ThemeForm() {
  const t = useTranslations('shell.theme');
  const { pathname, search } = useLocation();
  const { theme = 'system' } = useShellData() ?? {};
  return (
    <Form method="post" action={useLocalePath()('/theme')} preventScrollReset replace>
      <input type="hidden" name="from" value={pathname + search} />
      <div className="inline-flex rounded-full border bg-surface p-1">
        {COLOR_SCHEMES.map((one) => (
          <button
            key={one}
            type="submit"
            name="theme"
            value={one}
            aria-pressed={one === theme}
            className="rounded-full px-3 py-1 text-muted text-sm transition-colors hover:text-text aria-pressed:bg-inverse aria-pressed:text-inverse-text"
          >
            {t(one)}
          </button>
        ))}
      </div>
    </Form>
  );
}

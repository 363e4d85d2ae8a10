import { Avatar } from '@trastienda/ui/avatar';
import { COLOR_SCHEMES, parseColorScheme } from '@trastienda/ui/color-scheme';
import { Menu, MenuGroup, MenuItem, MenuRadioGroup, MenuSeparator } from '@trastienda/ui/menu';
import { Keyboard, LogOut, Store } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useStored } from '../browser/use-stored.ts';
import { LOCALES, locale } from '../i18n/locale.ts';
import { useSignedIn } from '../session/account.tsx';
import { theme } from '../theme/theme.ts';

export interface UserMenuProps {
  readonly onShowShortcuts: () => void;
  readonly onSignOut: () => void;
}

/** Who is signed in, theme, language, and the way out. */
export function UserMenu({ onShowShortcuts, onSignOut }: UserMenuProps) {
  const t = useTranslations('shell');
  const { account } = useSignedIn();
  const language = useStored(locale);
  const chosenTheme = useStored(theme);
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="rounded-full transition-opacity duration-150 hover:opacity-80"
        >
          <Avatar name={account.name} label={t('account', { name: account.name })} />
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="font-medium text-sm">{account.name}</p>
        <p className="break-all text-muted text-xs">{account.email}</p>
        <p className="mt-0.5 text-muted text-xs">{t(`roles.${account.role}`)}</p>
      </div>
      <MenuSeparator />
      <MenuGroup label={t('theme')}>
        <MenuRadioGroup
          value={chosenTheme}
          onValueChange={(value) => theme.set(parseColorScheme(value))}
          options={COLOR_SCHEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
        />
      </MenuGroup>
      <MenuSeparator />
      <MenuGroup label={t('language')}>
        <MenuRadioGroup
          value={language}
          onValueChange={(value) => locale.set(LOCALES.find((each) => each === value) ?? 'es')}
          options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<Keyboard />} shortcut="?" onClick={onShowShortcuts}>
        {t('shortcuts')}
      </MenuItem>
      {/* The shop is another application, outside of this one's router. */}
      <MenuItem icon={<Store />} render={<a href="/" aria-label={t('openShop')} />}>
        {t('openShop')}
      </MenuItem>
      <MenuItem icon={<LogOut />} onClick={onSignOut}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}

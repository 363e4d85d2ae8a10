import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { ShortcutHelp } from '../shortcuts/shortcut-help.tsx';
import { createShortcutList, ShortcutContext, useShortcut } from '../shortcuts/shortcut-list.ts';
import { useShortcutKeys } from '../shortcuts/use-shortcut-keys.ts';
import { Frame } from './frame.tsx';
import { PermittedPage } from './permitted-page.tsx';
import { useNavigation } from './use-navigation.ts';
import { UserMenu } from './user-menu.tsx';

const CommandPalette = lazy(() =>
  import('../palette/command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
);

/** One `g …` shortcut of the navigation. */
function GoTo({
  keys,
  label,
  to,
}: {
  readonly keys: string;
  readonly label: string;
  readonly to: string;
}) {
  const navigate = useNavigate();
  useShortcut({ keys, label, group: 'goTo', run: () => void navigate(to) });
  return null;
}

function NavigationShortcuts() {
  const t = useTranslations();
  return useNavigation().flatMap(({ entries }) =>
    entries.flatMap(({ key, label, to }) =>
      key === undefined ? [] : [<GoTo key={to} keys={`g ${key}`} label={label(t)} to={to} />],
    ),
  );
}

interface GeneralShortcutsProps {
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

function GeneralShortcuts({ onPalette, onHelp }: GeneralShortcutsProps) {
  const t = useTranslations('shell');
  useShortcut({ keys: '?', label: t('shortcutHelp'), group: 'general', run: onHelp });
  useShortcut({
    keys: '/',
    label: t('shortcutSearch'),
    group: 'general',
    run() {
      const search = document.querySelector<HTMLInputElement>('[data-list-search]');
      if (search === null) onPalette();
      else search.select();
    },
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      onPalette();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onPalette]);
  return null;
}

/** The frame around the pages, with the command palette and the keyboard shortcuts. */
export function Workspace({ onSignOut }: { readonly onSignOut: () => void }) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const shortcuts = useMemo(createShortcutList, []);
  useShortcutKeys(shortcuts);
  const actions = useMemo(
    () => ({
      showPalette: () => setOpen('palette'),
      showHelp: () => setOpen('help'),
      close: () => setOpen(null),
    }),
    [],
  );
  return (
    <ShortcutContext value={shortcuts}>
      <Frame
        onOpenPalette={actions.showPalette}
        userMenu={<UserMenu onShowShortcuts={actions.showHelp} onSignOut={onSignOut} />}
      >
        <PermittedPage />
      </Frame>
      <GeneralShortcuts onPalette={actions.showPalette} onHelp={actions.showHelp} />
      <NavigationShortcuts />
      {open === 'palette' && (
        <Suspense>
          <CommandPalette onClose={actions.close} />
        </Suspense>
      )}
      {open === 'help' && <ShortcutHelp shortcuts={shortcuts.all()} onClose={actions.close} />}
    </ShortcutContext>
  );
}

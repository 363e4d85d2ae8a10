import { Drawer } from '@trastienda/ui/drawer';
import { IconButton } from '@trastienda/ui/icon-button';
import { Kbd } from '@trastienda/ui/kbd';
import { clsx } from 'clsx';
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { createStored } from '../browser/stored.ts';
import { useStored } from '../browser/use-stored.ts';
import { PALETTE_KEYS } from '../shortcuts/palette-keys.ts';
import { Navigation } from './navigation.tsx';
import { ShopInitial } from './shop-initial.tsx';
import { useShopName } from './use-shop-name.ts';

const isNarrowNavigation = createStored('narrow', (value) => value === true);

function Mark({ isNarrow = false }: { readonly isNarrow?: boolean }) {
  const t = useTranslations('shell');
  const name = useShopName();
  return (
    <Link to="/" className="flex min-w-0 items-center gap-2.5 rounded-md px-3 py-1">
      <ShopInitial className="size-8 rounded-md text-lg" />
      <span className={isNarrow ? 'sr-only' : 'min-w-0'}>
        <span className="block truncate font-display text-base leading-tight">{name}</span>
        <span className="block text-muted text-xs leading-tight">{t('backOffice')}</span>
      </span>
    </Link>
  );
}

export interface FrameProps {
  readonly userMenu: ReactNode;
  readonly onOpenPalette: () => void;
  readonly children: ReactNode;
}

/** Navigation at the side, a bar at the top, and the page. On phones the navigation is a drawer. */
export function Frame({ userMenu, onOpenPalette, children }: FrameProps) {
  const t = useTranslations('shell');
  const name = useShopName();
  const isNarrow = useStored(isNarrowNavigation);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-accent-contrast focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('skip')}
      </a>
      <aside
        className={clsx(
          'sticky top-0 hidden h-dvh shrink-0 flex-col border-border border-r bg-surface lg:flex',
          isNarrow ? 'w-18' : 'w-60',
        )}
      >
        <div className="flex h-16 items-center px-2">
          <Mark isNarrow={isNarrow} />
        </div>
        <div className="min-h-0 grow overflow-y-auto px-3 py-3">
          <Navigation isNarrow={isNarrow} />
        </div>
        <div className="flex border-border border-t p-3">
          <IconButton
            size="sm"
            label={t(isNarrow ? 'expand' : 'collapse')}
            icon={isNarrow ? <PanelLeftOpen /> : <PanelLeftClose />}
            onClick={() => isNarrowNavigation.set(!isNarrow)}
            className={isNarrow ? 'mx-auto' : ''}
          />
        </div>
      </aside>
      <div className="flex min-w-0 grow flex-col">
        <header className="sticky top-0 z-30 flex h-16 items-center gap-3 border-border border-b bg-background/90 px-4 backdrop-blur sm:px-6 lg:px-8">
          <IconButton
            label={t('openNavigation')}
            icon={<MenuIcon />}
            className="-ml-2 lg:hidden"
            onClick={() => setIsOpen(true)}
          />
          <button
            type="button"
            onClick={onOpenPalette}
            className="flex h-9 min-w-0 grow items-center gap-2.5 rounded-md border border-border bg-surface px-3 text-muted text-sm transition-colors duration-150 hover:border-border-strong sm:max-w-md"
          >
            <Search aria-hidden="true" className="size-4 shrink-0" />
            <span className="truncate">{t('palette')}</span>
            <span className="ml-auto hidden sm:block">
              <Kbd>{PALETTE_KEYS}</Kbd>
            </span>
          </button>
          <div className="ml-auto">{userMenu}</div>
        </header>
        <main id="content" tabIndex={-1} className="min-w-0 grow outline-none">
          <div className="mx-auto w-full max-w-7xl px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
            {children}
          </div>
        </main>
      </div>
      <Drawer
        open={isOpen}
        onOpenChange={setIsOpen}
        side="left"
        size="sm"
        title={name}
        description={t('backOffice')}
        closeLabel={t('closeNavigation')}
      >
        <Navigation onNavigate={() => setIsOpen(false)} />
      </Drawer>
    </div>
  );
}

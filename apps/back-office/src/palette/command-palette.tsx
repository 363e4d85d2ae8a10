import { Dialog } from '@base-ui/react/dialog';
import { can } from '@trastienda/shop-client';
import { Spinner } from '@trastienda/ui/spinner';
import { Command, defaultFilter } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { AREAS } from '../areas/areas.ts';
import { useSignedIn } from '../session/account.tsx';
import { useNavigation } from '../shell/use-navigation.ts';
import { useServerSearch } from './use-server-search.ts';

interface EntryProps {
  readonly value: string;
  readonly keywords?: string[];
  readonly icon: LucideIcon;
  readonly detail?: string | undefined;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Entry({ icon: Icon, detail, children, ...item }: EntryProps) {
  return (
    <Command.Item
      {...item}
      className="flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 py-2 text-sm data-[selected=true]:bg-hover"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="truncate">{children}</span>
      {detail !== undefined && (
        <span className="ml-auto shrink-0 pl-3 text-muted text-xs">{detail}</span>
      )}
    </Command.Item>
  );
}

/** Begins the values of what the server has found by what was typed: the palette shows all of it. */
const FOUND = 'found ';

function filterCommands(value: string, search: string, keywords?: string[]): number {
  return value.startsWith(FOUND) ? 1 : defaultFilter(value, search, keywords);
}

const GROUP =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs';

function Commands({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations();
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const { account } = useSignedIn();
  const pages = useNavigation().flatMap(({ entries }) => entries);
  const { found, isSearching } = useServerSearch(text);
  const actions = AREAS.flatMap((area) => area.actions ?? []).filter(
    ({ permission }) => permission === null || can(account, permission),
  );
  const goTo = (to: string) => {
    onClose();
    void navigate(to);
  };
  return (
    <Command
      label={t('shell.palette')}
      filter={filterCommands}
      loop
      className="flex max-h-[70dvh] flex-col"
    >
      <div className="flex items-center gap-3 border-border border-b px-4">
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={t('shell.palettePlaceholder')}
          className="h-14 w-full bg-transparent text-base outline-none"
        />
        {isSearching && <Spinner size="sm" label={t('shell.paletteSearching')} />}
      </div>
      <Command.List className="overflow-y-auto p-2">
        <Command.Empty className="px-3 py-8 text-center text-muted text-sm">
          {t(isSearching ? 'shell.paletteSearching' : 'shell.paletteEmpty')}
        </Command.Empty>
        <Command.Group heading={t('shell.palettePages')} className={GROUP}>
          {pages.map(({ to, label, icon, key }) => (
            <Entry
              key={to}
              value={`page ${to}`}
              keywords={[label(t)]}
              icon={icon}
              detail={key && `g ${key}`}
              onSelect={() => goTo(to)}
            >
              {label(t)}
            </Entry>
          ))}
        </Command.Group>
        {actions.length > 0 && (
          <Command.Group heading={t('shell.paletteActions')} className={GROUP}>
            {actions.map(({ to, label, icon }) => (
              <Entry
                key={to}
                value={`action ${to}`}
                keywords={[label(t)]}
                icon={icon}
                onSelect={() => goTo(to)}
              >
                {label(t)}
              </Entry>
            ))}
          </Command.Group>
        )}
        {found.map(({ search, results }) => (
          <Command.Group key={search.id} heading={search.label(t)} className={GROUP}>
            {results.map(({ id, label, detail, to }) => (
              <Entry
                key={id}
                value={`${FOUND}${search.id} ${id}`}
                icon={search.icon}
                detail={detail}
                onSelect={() => goTo(to)}
              >
                {label}
              </Entry>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

/** Finds pages, actions and things of the shop by typing. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('shell');
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup className="fixed inset-x-3 top-[10dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl border border-border bg-raised text-text shadow-lg outline-none">
          <Dialog.Title className="sr-only">{t('palette')}</Dialog.Title>
          <Commands onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

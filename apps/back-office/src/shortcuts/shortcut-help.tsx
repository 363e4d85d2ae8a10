import { Dialog } from '@trastienda/ui/dialog';
import { Kbd } from '@trastienda/ui/kbd';
import { Fragment, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PALETTE_KEYS } from './palette-keys.ts';
import type { Shortcut } from './shortcut-list.ts';

function Keys({ keys }: { readonly keys: string }) {
  const t = useTranslations('shell');
  return (
    <span className="flex items-center gap-1.5">
      {keys.split(' ').map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span className="text-muted text-xs">{t('followedBy')}</span>}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-4 py-2 text-sm">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export interface ShortcutHelpProps {
  readonly shortcuts: readonly Shortcut[];
  readonly onClose: () => void;
}

/** The list of shortcuts. */
export function ShortcutHelp({ shortcuts, onClose }: ShortcutHelpProps) {
  const t = useTranslations('shell');
  const groups = [
    { title: t('shortcutsGeneral'), group: 'general' },
    { title: t('shortcutsPage'), group: 'page' },
    { title: t('shortcutsGoTo'), group: 'goTo' },
  ] as const;
  return (
    <Dialog open onOpenChange={onClose} title={t('shortcuts')} closeLabel={t('close')} size="md">
      <div className="flex flex-col gap-6">
        {groups.map(({ title, group }) => {
          const ofGroup = shortcuts.filter((each) => each.group === group);
          if (ofGroup.length === 0) return null;
          return (
            <section key={group}>
              <h3 className="mb-2 font-medium text-muted text-xs">{title}</h3>
              <dl className="flex flex-col divide-y divide-border">
                {group === 'general' && (
                  <Row label={t('shortcutPalette')}>
                    <Kbd>{PALETTE_KEYS}</Kbd>
                  </Row>
                )}
                {ofGroup.map(({ keys, label }) => (
                  <Row key={keys} label={label}>
                    <Keys keys={keys} />
                  </Row>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

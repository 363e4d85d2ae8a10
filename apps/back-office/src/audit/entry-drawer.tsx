import { Button } from '@trastienda/ui/button';
import { DescriptionItem, DescriptionList } from '@trastienda/ui/description-list';
import { Drawer } from '@trastienda/ui/drawer';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useFormats } from '../format/use-formats.ts';
import { ActorName } from './actor-name.tsx';
import type { AuditEntry } from './entry.ts';

export interface EntryDrawerProps {
  readonly entry: AuditEntry;
  readonly onClose: () => void;
}

/** All that an entry of the audit log says. */
export function EntryDrawer({ entry, onClose }: EntryDrawerProps) {
  const t = useTranslations('audit');
  const tShell = useTranslations('shell');
  const format = useFormats();
  const { actor, subjectId, requestId, address, details } = entry;
  const code = (text: string | null) => (
    <span className="break-all font-mono text-xs">{text ?? '–'}</span>
  );
  return (
    <Drawer
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={<span className="font-mono text-base">{entry.action}</span>}
      description={format.dateTime(entry.at)}
      closeLabel={tShell('close')}
    >
      <div className="flex flex-col gap-6">
        <DescriptionList>
          <DescriptionItem term={t('actor')}>
            <ActorName actor={actor} />
          </DescriptionItem>
          <DescriptionItem term={t('subject')}>{code(subjectId)}</DescriptionItem>
          <DescriptionItem term={t('address')}>{code(address)}</DescriptionItem>
          <DescriptionItem term={t('request')}>{code(requestId)}</DescriptionItem>
        </DescriptionList>
        {Object.keys(details).length > 0 && (
          <section>
            <h3 className="mb-2 font-semibold text-sm">{t('details')}</h3>
            <DescriptionList>
              {Object.entries(details).map(([name, value]) => (
                <DescriptionItem key={name} term={<span className="font-mono">{name}</span>}>
                  {code(String(value))}
                </DescriptionItem>
              ))}
            </DescriptionList>
          </section>
        )}
        <div className="flex flex-wrap gap-2">
          {actor.id !== null && (
            <Button
              size="sm"
              render={<Link to={`/audit?actorId=${encodeURIComponent(actor.id)}`} />}
              onClick={onClose}
            >
              {t('sameActor')}
            </Button>
          )}
          {subjectId !== null && (
            <Button
              size="sm"
              render={<Link to={`/audit?subjectId=${encodeURIComponent(subjectId)}`} />}
              onClick={onClose}
            >
              {t('sameSubject')}
            </Button>
          )}
        </div>
      </div>
    </Drawer>
  );
}

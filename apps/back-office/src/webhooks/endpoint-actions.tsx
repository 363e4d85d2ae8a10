import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@trastienda/ui/button';
import { IconButton } from '@trastienda/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@trastienda/ui/menu';
import { useToast } from '@trastienda/ui/toast';
import {
  CirclePause,
  CirclePlay,
  Ellipsis,
  KeyRound,
  PencilLine,
  RotateCcw,
  Send,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslations } from 'use-intl';
import { reasonText } from '../errors/reason-text.ts';
import { ConfirmAction } from '../forms/confirm-action.tsx';
import { SecretDialog } from '../forms/secret-dialog.tsx';
import { api, client } from '../session/api.ts';
import type { Attempt, Endpoint } from './endpoint.ts';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { ResendSinceDialog } from './resend-since-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

type Open = 'edit' | 'rotate' | 'resend' | 'disable' | 'delete';

export interface EndpointActionsProps {
  readonly endpoint: Endpoint;
  readonly timeZone: string;
  /** Gets the attempt of a test. */
  readonly onTested: (attempt: Attempt) => void;
}

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint, timeZone, onTested }: EndpointActionsProps) {
  const t = useTranslations();
  const toast = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [isTesting, setIsTesting] = useState(false);
  const { id, description } = endpoint;
  const close = () => setOpen(null);
  const reload = () => queryClient.invalidateQueries(api.admin.webhooks.pathFilter());
  const done = (title: string) => {
    close();
    void reload();
    toast.show({ tone: 'positive', title });
  };

  const enable = async () => {
    try {
      await client.admin.webhooks.enable.mutate({ id });
      done(t('webhooks.enabledNow', { description }));
    } catch (error) {
      toast.show({ tone: 'critical', title: reasonText(t, error) });
    }
  };
  const test = async () => {
    setIsTesting(true);
    try {
      onTested(await client.admin.webhooks.sendTest.mutate({ id }));
    } catch (error) {
      toast.show({ tone: 'critical', title: reasonText(t, error) });
    }
    setIsTesting(false);
  };

  return (
    <>
      <Menu
        trigger={
          <IconButton variant="secondary" label={t('webhooks.actions')} icon={<Ellipsis />} />
        }
      >
        <MenuItem icon={<PencilLine />} onClick={() => setOpen('edit')}>
          {t('webhooks.edit')}
        </MenuItem>
        <MenuItem icon={<KeyRound />} onClick={() => setOpen('rotate')}>
          {t('webhooks.rotate')}
        </MenuItem>
        <MenuItem
          icon={<RotateCcw />}
          disabled={!endpoint.isEnabled}
          onClick={() => setOpen('resend')}
        >
          {t('webhooks.resendSince')}
        </MenuItem>
        <MenuSeparator />
        {endpoint.isEnabled ? (
          <MenuItem icon={<CirclePause />} onClick={() => setOpen('disable')}>
            {t('webhooks.disable')}
          </MenuItem>
        ) : (
          <MenuItem icon={<CirclePlay />} onClick={() => void enable()}>
            {t('webhooks.enable')}
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 />} tone="critical" onClick={() => setOpen('delete')}>
          {t('webhooks.delete')}
        </MenuItem>
      </Menu>
      <Button icon={<Send />} loading={isTesting} onClick={() => void test()}>
        {t('webhooks.sendTest')}
      </Button>
      {open === 'edit' && (
        <EndpointDialog
          endpoint={endpoint}
          onSaved={() => done(t('webhooks.saved', { description }))}
          onClose={close}
        />
      )}
      {open === 'rotate' && (
        <RotateDialog
          endpoint={endpoint}
          onRotated={(rotated) => {
            close();
            setSecret(rotated);
            void reload();
          }}
          onClose={close}
        />
      )}
      {open === 'resend' && (
        <ResendSinceDialog
          endpoint={endpoint}
          timeZone={timeZone}
          onResent={(count) => done(t('webhooks.scheduled', { count }))}
          onClose={close}
        />
      )}
      {open === 'disable' && (
        <ConfirmAction
          title={t('webhooks.disableTitle', { description })}
          description={t('webhooks.disableText')}
          confirmLabel={t('webhooks.disable')}
          action={() => client.admin.webhooks.disable.mutate({ id })}
          onDone={() => done(t('webhooks.disabledNow', { description }))}
          onClose={close}
        />
      )}
      {open === 'delete' && (
        <ConfirmAction
          title={t('webhooks.deleteTitle', { description })}
          description={t('webhooks.deleteText')}
          confirmLabel={t('webhooks.delete')}
          action={() => client.admin.webhooks.delete.mutate({ id })}
          onDone={() => {
            toast.show({ title: t('webhooks.deleted', { description }) });
            void navigate('/webhooks');
            void queryClient.invalidateQueries(api.admin.webhooks.list.pathFilter());
          }}
          onClose={close}
        />
      )}
      {secret !== null && (
        <SecretDialog
          title={t('webhooks.secretTitle')}
          label={t('webhooks.secret')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  );
}

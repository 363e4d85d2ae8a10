import { Inbox, Mails } from 'lucide-react';
import type { Area } from '../areas/area.ts';

export const messagesArea: Area = {
  navigation: [
    {
      label: (t) => t('inbox.navigation'),
      to: '/messages',
      icon: Inbox,
      group: 'sell',
      permission: 'messages:read',
      key: 'm',
    },
    {
      label: (t) => t('newsletter.navigation'),
      to: '/newsletter',
      icon: Mails,
      group: 'sell',
      permission: 'newsletter:read',
      key: 'n',
    },
  ],
  actions: [
    {
      label: (t) => t('inbox.openMessages'),
      icon: Inbox,
      permission: 'messages:read',
      to: '/messages?status=open',
    },
  ],
};

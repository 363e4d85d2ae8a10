import type { Texts } from '../i18n/text-types.ts';
import type { shellEs } from './shell.es.ts';

export const shellEn: Texts<typeof shellEs> = {
  shell: {
    skip: 'Skip to content',
    home: 'Home',
    menu: 'Menu',
    nav: {
      label: 'Sections of the shop',
      all: 'All products',
      new: 'New arrivals',
      contact: 'Contact',
      newsletter: 'Newsletter',
    },
    search: { label: 'Search products', placeholder: 'Search' },
    account: { open: 'My account', signIn: 'Sign in', orders: 'My orders' },
    cart: {
      open: '{count, plural, =0 {Cart, empty} one {Cart, # item} other {Cart, # items}}',
    },
    loading: 'Loading the page',
    footer: {
      shop: 'Shop',
      help: 'Help',
      language: 'Language',
      copyright: '© {year} {name}',
    },
    theme: { label: 'Colors', system: 'System', light: 'Light', dark: 'Dark' },
    errors: {
      notFound: {
        title: 'We cannot find this page',
        text: 'The address may have a typo, or the page is no longer there.',
      },
      gone: { title: 'This page no longer exists', text: 'What was here has been withdrawn.' },
      limited: { title: 'Too many requests', text: 'Wait a moment, then load the page again.' },
      offline: {
        title: 'The page could not be loaded',
        text: 'Check your connection and try again.',
      },
      fault: {
        title: 'Something went wrong',
        text: 'The fault is ours and has been recorded. Please try again in a moment.',
      },
      requestId: 'If you write to us, mention this code:',
      retry: 'Try again',
      products: 'See products',
      home: 'Go to the home page',
    },
  },
};

export const overview = {
  navigation: 'Overview',
  title: 'Overview',
  greeting: 'Good to see you, {name}',
} as const;

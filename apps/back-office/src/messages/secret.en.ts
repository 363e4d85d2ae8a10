export const secret = {
  once: 'This is shown once',
  onceText: 'Store it where the other system reads its secrets. It cannot be shown again.',
  stored: 'I have stored it',
  copyFailed: 'The browser did not allow copying. Select the text and copy it.',
} as const;

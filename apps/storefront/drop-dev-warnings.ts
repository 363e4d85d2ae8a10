import type { Plugin } from 'vite';

const FLAG = 'var ENABLE_DEV_WARNINGS = true;';

/**
 * Leaves React Router's warnings for developers out of the build: its package resolves to the files for
 * development alone, which differ from those for production in this flag.
 */
export function dropDevWarnings(): Plugin {
  return {
    name: 'drop-dev-warnings',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/react-router/') || !code.includes(FLAG)) return null;
      return { code: code.replace(FLAG, FLAG.replace('true', 'false')), map: null };
    },
  };
}

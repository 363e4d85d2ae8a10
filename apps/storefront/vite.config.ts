import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, isRunnableDevEnvironment, type Plugin } from 'vite';
import { compressAssets } from '../../tooling/vite/compress-assets.ts';
import { compileMessages } from './compile-messages.ts';
import { dropDevWarnings } from './drop-dev-warnings.ts';

/** Adds the program that serves the storefront alone: `node dist/server/main.js`. */
function program(): Plugin {
  const source = "import { runStorefront } from './index.js';\nawait runStorefront();\n";
  return {
    name: 'trastienda:program',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'ssr',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'main.js', source });
    },
  };
}

/** Renders pages in development as the server does, before the plugin of the router would. */
function pagesOfDevelopment(): Plugin {
  return {
    name: 'trastienda:pages-of-development',
    apply: 'serve',
    configureServer: (server) => () => {
      server.middlewares.use(async (request, response, next) => {
        const { ssr } = server.environments;
        if (!isRunnableDevEnvironment(ssr)) return next();
        try {
          const { answerPage } = await ssr.runner.import('/src/server/dev.ts');
          request.url = request.originalUrl ?? request.url;
          await answerPage(request, response);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

const api = process.env.TRASTIENDA_API_URL ?? 'http://localhost:3001';
const backOffice = 'http://localhost:3002';

/** Modules of every page: the shell, and what it is made with. */
const ON_EVERY_PAGE =
  /\/node_modules\/(?:react-router|use-intl|@formatjs\/fast-memoize|clsx)\/|\/storefront\/src\/(?:shell\/(?!load-)|seo\/page-head|nonce|i18n\/(?:area-texts|link|locales|texts|use-locale)\.)|\/ui\/src\/(?:button|color-scheme|spinner|render-element)\./;

/** The choice of the list's order. */
const OF_SELECT = /\/ui\/src\/(?:select|control-style|field-context)\./;

/** The regions of countries, which only pages with addresses need: small chunks of others would take them in. */
const OF_ADDRESSES = /\/ui\/src\/(?:regions|town-line)\./;

/**
 * Returns the chunk of modules that first loads share with other pages. Parts of React would come apart
 * otherwise, the loader of modules would come with the texts of some page, and many small chunks compress
 * badly.
 */
function toSharedChunk(id: string): string | undefined {
  const isOfReact =
    /\/node_modules\/(react|react-dom|scheduler)\//.test(id) || id.includes('vite/preload-helper');
  if (isOfReact) return 'react';
  if (ON_EVERY_PAGE.test(id)) return 'every-page';
  if (OF_ADDRESSES.test(id)) return 'addresses';
  // The list has no other control: those of forms would come with it.
  return OF_SELECT.test(id) ? 'select' : undefined;
}

export default defineConfig(({ command }) => ({
  plugins: [
    tailwindcss(),
    compileMessages(),
    dropDevWarnings(),
    pagesOfDevelopment(),
    reactRouter(),
    compressAssets(),
    program(),
  ],
  environments: {
    client: {
      // Modules of a few hundred bytes join others: each is a request, and compresses badly alone.
      build: {
        rollupOptions: {
          output: { experimentalMinChunkSize: 3000, manualChunks: toSharedChunk },
        },
      },
    },
    ssr: {
      build: {
        rollupOptions: {
          input: './src/server/index.ts',
          // Beside the entry, from which the files for browsers are found.
          output: { chunkFileNames: 'chunk-[name]-[hash].js' },
        },
      },
      // The build runs without `node_modules`, and React in it without what is for development.
      ...(command === 'build' && {
        resolve: { noExternal: true as const },
        define: { 'process.env.NODE_ENV': '"production"' },
      }),
    },
  },
  // One origin for `pnpm dev`, as in production.
  server: {
    port: 3000,
    strictPort: true,
    proxy: {
      '^/(trpc|api|media|downloads|demo|dev|docs|openapi\\.json|mcp|webhooks|healthz|readyz)(/|$|\\?)':
        { target: api },
      '^/newsletter/unsubscribe/.': { target: api },
      '^/admin(/|$|\\?)': { target: backOffice, ws: true },
    },
  },
}));

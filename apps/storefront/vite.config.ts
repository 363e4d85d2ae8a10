import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
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

export default defineConfig(({ command }) => ({
  plugins: [
    tailwindcss(),
    compileMessages(),
    dropDevWarnings(),
    reactRouter(),
    compressAssets(),
    program(),
  ],
  environments: {
    client: {
      // Modules of a few hundred bytes join others: each is a request, and compresses badly alone.
      build: { rollupOptions: { output: { experimentalMinChunkSize: 3000 } } },
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
}));

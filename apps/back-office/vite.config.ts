import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { compressAssets } from '../../tooling/vite/compress-assets.ts';

export default defineConfig(({ command }) => ({
  // The router's plugin compares this text with its basename in development.
  base: command === 'serve' ? '/admin' : '/admin/',
  plugins: [tailwindcss(), reactRouter(), compressAssets()],
  // Behind the storefront's server, which `pnpm dev` opens at http://localhost:3000.
  server: { port: 3002, strictPort: true },
}));

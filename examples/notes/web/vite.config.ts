import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server that `pnpm dev` forwards calls to, as if the page came from there. */
const API = 'http://127.0.0.1:3100';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/trpc': { target: API, headers: { origin: API } } } },
});

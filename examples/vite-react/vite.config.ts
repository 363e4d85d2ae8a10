import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The server of the shop; in production a proxy forwards `/trpc` to it in the same way. */
const API = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  // The browser's origin is this page's; the server accepts cookies from pages of its address alone.
  server: { proxy: { '/trpc': { target: API, headers: { origin: API } } } },
});

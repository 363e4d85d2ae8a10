export { handleError, renderPage as default, streamTimeout } from './server/render.tsx';

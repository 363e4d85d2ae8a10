import { useLocation } from 'react-router';

/** Returns the path of the sign-in page that leads back to this page. */
export function useSignInPath(): string {
  const { pathname } = useLocation();
  return `/sign-in?return=${encodeURIComponent(pathname)}`;
}

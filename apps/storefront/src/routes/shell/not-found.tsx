import { data } from 'react-router';

/** Every address without a page shows the error page of the root. */
export function loader(): never {
  throw data(null, { status: 404 });
}

/** Makes the route a page, whose failures are pages too. */
export default function NotFound() {
  return null;
}

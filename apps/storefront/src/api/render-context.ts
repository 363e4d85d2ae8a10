import type { ServerClientOptions } from '@trastienda/shop-client';
import { createContext } from 'react-router';

/** What the server that renders pages knows of a request, and of where the API is. */
export interface RenderContext {
  /** Origin of the API as this process reaches it. */
  readonly apiUrl: string;
  /** Calls the API in this process; absent where it is called over HTTP. */
  readonly fetch?: ServerClientOptions['fetch'];
  /** The visitor's address for the API's limits, signed with one of its secrets. */
  readonly forwardedAddress?: ServerClientOptions['forwardedAddress'];
  /** Origin under which visitors see the pages; by default the one of the request. */
  readonly publicUrl?: string;
  /** IANA name of the shop's time zone, in which pages show times. */
  readonly timeZone: string;
}

/** Set by the server for each request. The default suits an API that was started by itself. */
export const renderContext = createContext<RenderContext>({
  apiUrl: 'http://localhost:3000',
  timeZone: 'UTC',
});

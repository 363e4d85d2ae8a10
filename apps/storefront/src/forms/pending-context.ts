import { createContext } from 'react';

/** Whether the form around is being sent; undefined in a `<Form>`, which is a navigation. */
export const PendingContext = createContext<boolean | undefined>(undefined);

export { useLiveQuery } from '@trastienda/client/react-query';

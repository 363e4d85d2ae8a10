export { showAnswer, useLiveQuery } from '@trastienda/client/react-query';

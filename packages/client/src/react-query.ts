export { type ShownAnswer, showAnswer, useLiveQuery } from '@trastienda/client/react-query';

export { type Clock, systemClock } from '@trastienda/runtime';

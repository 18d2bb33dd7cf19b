/** Every route of the server, as `protocol/api.ts` describes them. */
import type { Route } from '../http/route.js';
import type { Services } from '../services.js';
import { comparisonRoutes } from './comparison.js';
import { environmentRoutes } from './environment.js';
import { eventRoutes } from './events.js';
import { explanationRoutes } from './explanation.js';
import { runRoutes } from './run.js';
import { runsRoutes } from './runs.js';
import { stepRoutes } from './steps.js';

export const routes: readonly Route<Services>[] = [
  ...runsRoutes,
  ...runRoutes,
  ...stepRoutes,
  ...explanationRoutes,
  ...environmentRoutes,
  ...comparisonRoutes,
  ...eventRoutes
];

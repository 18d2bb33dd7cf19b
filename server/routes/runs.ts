/** `GET runs`, `POST runs` */
import type { runListSchema, submittedSchema } from '../../protocol/api.js';
import type * as z from 'zod';
import type { Route } from '../http/route.js';
import type { Services } from '../services.js';
import { readSubmission } from './submission.js';

export const runsRoutes: readonly Route<Services>[] = [
  {
    method: 'GET',
    path: 'runs',
    answer: async (request, { catalog }): Promise<z.input<typeof runListSchema>> => ({
      runs: await catalog.list(request.word('path'))
    })
  },
  {
    method: 'POST',
    path: 'runs',
    answer: async (request, services): Promise<z.input<typeof submittedSchema>> => {
      const { workspace, plan, options } = await readSubmission(request, services);
      const id = await services.live.submit(workspace, plan, options);
      return { run: services.catalog.summary(await services.catalog.find(id)) };
    }
  }
];

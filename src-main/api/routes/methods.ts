import type { Hono } from 'hono';
import { sgbmOptionInfos } from '#domain/stereo/sgbmOptionInfos.ts';
import { sgbmPresets } from '#domain/stereo/sgbmPresets.ts';
import type { MethodsAnswer } from '../contract.ts';

const answer: MethodsAnswer = {
  methods: [
    {
      kind: 'sgbm',
      title: 'Semi-global matching (OpenCV’s StereoSGBM)',
      options: sgbmOptionInfos,
      presets: sgbmPresets.map(({ name, description, options }) => ({
        name,
        description,
        options: { ...options },
      })),
    },
  ],
};

/** GET /methods */
export function methodRoutes(app: Hono): void {
  app.get('/methods', (c) => c.json(answer));
}

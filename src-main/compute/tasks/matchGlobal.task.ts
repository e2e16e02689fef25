import type { Picture } from '#domain/rasters/Raster.ts';
import type { GlobalOptions } from '#domain/stereo/global/GlobalOptions.ts';
import type { GlobalMatch } from '#domain/stereo/global/matchGlobal.ts';
import { defineTask } from './Task.ts';

export interface MatchGlobalInput {
  readonly left: Picture;
  readonly right: Picture;
  readonly options: GlobalOptions;
}

export interface MatchGlobalOutput extends GlobalMatch {
  readonly elapsedMs: number;
}

export const matchGlobal = defineTask<MatchGlobalInput, MatchGlobalOutput>('matchGlobal');

import type { GroupedRegion, RegionGroup } from '#domain/regions/groups/RegionGroup.ts';
import { defineTask } from './Task.ts';

export const groupRegions = defineTask<readonly GroupedRegion[], readonly RegionGroup[]>('groupRegions');

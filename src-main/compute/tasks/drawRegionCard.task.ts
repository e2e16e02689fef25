import type { CardCut, DrawnCard } from '#domain/review/drawRegionCard.ts';
import { defineTask } from './Task.ts';

/** The tiles of a region's card, see domain/review/drawRegionCard.ts. */
export const drawRegionCard = defineTask<CardCut, DrawnCard>('drawRegionCard');

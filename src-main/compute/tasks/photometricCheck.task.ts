import type { PhotometricInput } from '#domain/photometric/checkPhotometry.ts';
import type { PhotometricCheck } from '#domain/photometric/PhotometricCheck.ts';
import { defineTask } from './Task.ts';

export const photometricCheck = defineTask<PhotometricInput, PhotometricCheck>('photometricCheck');

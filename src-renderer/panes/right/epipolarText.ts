import { mostEpipolarErrorPx, type EpipolarError } from '#domain/camera/epipolarError.ts';

export interface EpipolarText {
  readonly short: string;
  /** Said on hover. */
  readonly title: string;
  readonly isDoubtful: boolean;
}

/** How well the rows of the pair correspond, in words. */
export function epipolarText({ matches, medianPx, p90Px }: EpipolarError): EpipolarText {
  if (medianPx === null || p90Px === null) {
    return {
      short: 'rows: too few matches',
      title: `Whether the rows of the pair correspond could not be measured: ${matches} places were found in both pictures`,
      isDoubtful: false,
    };
  }
  const isDoubtful = medianPx > mostEpipolarErrorPx;
  const advice = isDoubtful ? '. Matching along rows needs 1 px: the pair must be rectified' : '';
  return {
    short: `rows ±${medianPx.toFixed(2)} px`,
    title: `Vertical distance of ${matches} places found in both pictures: median ${medianPx.toFixed(2)} px, 90 % within ${p90Px.toFixed(2)} px${advice}`,
    isDoubtful,
  };
}

import type { Shape } from '#domain/annotation/Annotation.ts';
import { formatNumber } from '../../ui/formatNumber.ts';

/** A shape in a few words: `polygon, 24 points`, `polyline, 4 px, 3 points`, `painted`. */
export function shapeText(shape: Shape): string {
  switch (shape.kind) {
    case 'polygon': {
      const points = shape.parts.reduce((sum, part) => sum + part.length, 0);
      const parts = shape.parts.length > 1 ? `, ${shape.parts.length} parts` : '';
      return `polygon, ${points} points${parts}`;
    }
    case 'polyline':
      return `polyline, ${formatNumber(shape.widthPx, 3)} px, ${shape.points.length} points`;
    case 'brush':
      return 'painted';
  }
}

import type { MaskClass, Material, SceneObject } from '../../Scene.ts';
import type { Shape } from '../../shapes/Shape.ts';

/** Gives shapes their material and what makes them hard to match. */
export function objects(
  shapes: Shape | readonly Shape[],
  material: Material,
  ...classes: MaskClass[]
): SceneObject[] {
  const list = 'intersect' in shapes ? [shapes] : shapes;
  return list.map((shape) => ({ shape, material, classes }));
}

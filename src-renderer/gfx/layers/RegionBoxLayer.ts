import { BufferAttribute, BufferGeometry, Group, LineBasicMaterial, LineSegments } from 'three';
import type { BoxInSpace } from '../boxInSpace.ts';

/** Pairs of corners that make the edges of a box. */
const edges = [0, 1, 1, 2, 2, 3, 3, 0, 4, 5, 5, 6, 6, 7, 7, 4, 0, 4, 1, 5, 2, 6, 3, 7];
const regionColor = 0xff4d3d;

/** Failure regions as red boxes in space; the selected one shows through what stands before it. */
export class RegionBoxLayer {
  readonly group = new Group();
  readonly #others = new LineSegments(
    new BufferGeometry(),
    new LineBasicMaterial({ color: regionColor, transparent: true, opacity: 0.6 }),
  );
  readonly #selected = new LineSegments(
    new BufferGeometry(),
    new LineBasicMaterial({ color: regionColor, depthTest: false, transparent: true }),
  );

  constructor() {
    this.group.add(this.#others, this.#selected);
    this.#selected.renderOrder = 1;
    for (const lines of [this.#others, this.#selected]) lines.frustumCulled = false;
  }

  update(others: readonly BoxInSpace[], selected: BoxInSpace | null): void {
    replace(this.#others, others);
    replace(this.#selected, selected ? [selected] : []);
  }

  dispose(): void {
    for (const lines of [this.#others, this.#selected]) {
      lines.geometry.dispose();
      lines.material.dispose();
    }
  }
}

function replace(lines: LineSegments, boxes: readonly BoxInSpace[]): void {
  const positions = boxes.flatMap(({ corners }) => edges.flatMap((corner) => corners[corner]!.toArray()));
  lines.geometry.dispose();
  lines.geometry = new BufferGeometry();
  lines.geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positions), 3));
  lines.visible = boxes.length > 0;
}

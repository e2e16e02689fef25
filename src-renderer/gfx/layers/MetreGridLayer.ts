import { roundStep } from '#domain/colormap/ticks.ts';
import { BufferAttribute, BufferGeometry, Group, LineBasicMaterial, LineSegments } from 'three';
import { threePointFromRdf } from '../threeFromRdf.ts';

const halfCells = 10;

/** A floor grid with a round number of metres per cell, and the camera's axes at its origin. */
export class MetreGridLayer {
  readonly group = new Group();
  /** Side of a cell. */
  stepM = 1;
  readonly #grid = new LineSegments(
    new BufferGeometry(),
    new LineBasicMaterial({ color: 0x808080, transparent: true, opacity: 0.35 }),
  );
  readonly #axes = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ vertexColors: true }));

  constructor() {
    this.group.add(this.#grid, this.#axes);
    this.#grid.frustumCulled = false;
    this.#axes.frustumCulled = false;
  }

  /** @param reachM  how far the scene goes. @param floorM  how far below the camera the grid lies. */
  update(reachM: number, floorM: number): void {
    this.stepM = roundStep(reachM / halfCells);
    const step = this.stepM;
    const lines: number[] = [];
    for (let i = -halfCells; i <= halfCells; i += 1) {
      lines.push(...line([i * step, floorM, 0], [i * step, floorM, 2 * halfCells * step]));
    }
    for (let i = 0; i <= 2 * halfCells; i += 1) {
      lines.push(...line([-halfCells * step, floorM, i * step], [halfCells * step, floorM, i * step]));
    }
    this.#replace(this.#grid, lines);
    const axes = [
      [step, 0, 0],
      [0, step, 0],
      [0, 0, step],
    ] as const;
    this.#replace(
      this.#axes,
      axes.flatMap((end) => line([0, 0, 0], end)),
    );
    const colors = [
      [0.84, 0.37, 0],
      [0, 0.62, 0.45],
      [0.34, 0.71, 0.91],
    ].flatMap((c) => [...c, ...c]);
    this.#axes.geometry.setAttribute('color', new BufferAttribute(Float32Array.from(colors), 3));
  }

  dispose(): void {
    for (const lines of [this.#grid, this.#axes]) {
      lines.geometry.dispose();
      lines.material.dispose();
    }
  }

  #replace(lines: LineSegments, positions: readonly number[]): void {
    lines.geometry.dispose();
    lines.geometry = new BufferGeometry();
    lines.geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positions), 3));
  }
}

function line(from: readonly [number, number, number], to: readonly [number, number, number]): number[] {
  return [...threePointFromRdf(...from).toArray(), ...threePointFromRdf(...to).toArray()];
}

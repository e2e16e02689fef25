import type { Bounds, Ray } from './shapes/Shape.ts';
import type { SceneObject } from './Scene.ts';

export interface Hit {
  readonly t: number;
  readonly object: SceneObject;
}

type Bounded = SceneObject & { readonly shape: { readonly bounds: Bounds } };

const leafSize = 3;

/** Finds the nearest object that a ray meets, by a tree of boxes in flat arrays (6 numbers, 2 links per node). */
export class Bvh {
  readonly #endless: SceneObject[];
  readonly #ordered: Bounded[] = [];
  readonly #boxes: number[] = [];
  /** Per node: [first child's index or −1, then first object, object count]; the second child follows the first's subtree. */
  readonly #second: number[] = [];
  readonly #first: number[] = [];
  readonly #count: number[] = [];
  readonly #axis: number[] = [];
  readonly #stack = new Int32Array(128);

  constructor(objects: readonly SceneObject[]) {
    this.#endless = objects.filter((object) => object.shape.bounds === null);
    const bounded = objects.filter((object): object is Bounded => object.shape.bounds !== null);
    if (bounded.length > 0) this.#build(bounded);
  }

  #build(objects: Bounded[]): void {
    const node = this.#count.length;
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (const { shape } of objects) {
      for (let i = 0; i < 3; i++) {
        low[i] = Math.min(low[i]!, shape.bounds.low[i]!);
        high[i] = Math.max(high[i]!, shape.bounds.high[i]!);
      }
    }
    this.#boxes.push(...low, ...high);
    const extent = low.map((value, i) => high[i]! - value);
    const axis = extent.indexOf(Math.max(...extent));
    this.#axis.push(axis);
    this.#first.push(this.#ordered.length);
    this.#second.push(-1);
    this.#count.push(0);
    if (objects.length <= leafSize) {
      this.#count[node] = objects.length;
      this.#ordered.push(...objects);
      return;
    }
    const centre = ({ shape }: Bounded) => shape.bounds.low[axis]! + shape.bounds.high[axis]!;
    const sorted = objects.toSorted((a, b) => centre(a) - centre(b));
    const middle = sorted.length >> 1;
    this.#build(sorted.slice(0, middle));
    this.#second[node] = this.#count.length;
    this.#build(sorted.slice(middle));
  }

  /** The nearest meeting with tMin < t < tMax; with `any`, the first one found. */
  meet(ray: Ray, tMin: number, tMax: number, any = false): Hit | null {
    let nearest = tMax;
    let object: SceneObject | null = null;
    for (const candidate of this.#endless) {
      const t = candidate.shape.intersect(ray, tMin, nearest);
      if (t < nearest) {
        nearest = t;
        object = candidate;
      }
    }
    const stack = this.#stack;
    let depth = 0;
    if (this.#count.length > 0 && !(any && object)) stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth]!;
      if (!this.#crosses(node, ray, tMin, nearest)) continue;
      if (this.#second[node]! >= 0) {
        const towards = ray.direction[this.#axis[node]!]! >= 0;
        stack[depth++] = towards ? this.#second[node]! : node + 1;
        stack[depth++] = towards ? node + 1 : this.#second[node]!;
        continue;
      }
      for (let i = this.#first[node]!; i < this.#first[node]! + this.#count[node]!; i++) {
        const candidate = this.#ordered[i]!;
        const t = candidate.shape.intersect(ray, tMin, nearest);
        if (t < nearest) {
          nearest = t;
          object = candidate;
          if (any) return { t, object };
        }
      }
    }
    return object && { t: nearest, object };
  }

  #crosses(node: number, { origin, direction }: Ray, tMin: number, tMax: number): boolean {
    const at = node * 6;
    let enter = tMin;
    let leave = tMax;
    for (let i = 0; i < 3; i++) {
      const inverse = 1 / direction[i]!;
      const a = (this.#boxes[at + i]! - origin[i]!) * inverse;
      const b = (this.#boxes[at + 3 + i]! - origin[i]!) * inverse;
      // A ray within a box's face plane gives NaN; the comparisons then leave the interval as it is.
      const near = a < b ? a : b;
      const far = a < b ? b : a;
      if (near > enter) enter = near;
      if (far < leave) leave = far;
    }
    return enter <= leave;
  }
}

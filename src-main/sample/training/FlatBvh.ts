import type { Primitives } from './Primitives.ts';

const leafSize = 2;

interface Node {
  readonly box: readonly number[];
  readonly axis: number;
  readonly first: number;
  readonly count: number;
  /** Where the second child lies; the first follows its parent. −1 for a leaf. */
  second: number;
}

/** Finds the nearest thing that a ray meets, without making objects. The answer of the last question lies in t and thing. */
export class FlatBvh {
  t = Infinity;
  thing = -1;
  readonly #things: Primitives;
  readonly #order: Int32Array;
  readonly #boxes: Float64Array;
  readonly #second: Int32Array;
  readonly #first: Int32Array;
  readonly #count: Int32Array;
  readonly #axis: Int32Array;
  readonly #stack = new Int32Array(128);

  constructor(things: Primitives) {
    this.#things = things;
    const nodes: Node[] = [];
    const order: number[] = [];
    build(
      things,
      Array.from({ length: things.count }, (_, i) => i),
      nodes,
      order,
    );
    this.#order = Int32Array.from(order);
    this.#boxes = Float64Array.from(nodes.flatMap(({ box }) => box));
    this.#second = Int32Array.from(nodes, ({ second }) => second);
    this.#first = Int32Array.from(nodes, ({ first }) => first);
    this.#count = Int32Array.from(nodes, ({ count }) => count);
    this.#axis = Int32Array.from(nodes, ({ axis }) => axis);
  }

  /** True when the ray meets a thing with tMin < t < tMax: the nearest, or with `any` the first one found. */
  meet(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    tMin: number,
    tMax: number,
    any = false,
  ): boolean {
    let nearest = tMax;
    let found = -1;
    const ix = 1 / dx;
    const iy = 1 / dy;
    const iz = 1 / dz;
    const boxes = this.#boxes;
    const seconds = this.#second;
    const things = this.#things;
    const order = this.#order;
    const stack = this.#stack;
    let depth = 1;
    stack[0] = 0;
    while (depth > 0) {
      const node = stack[--depth]!;
      const at = node * 6;
      const x1 = (boxes[at]! - ox) * ix;
      const x2 = (boxes[at + 3]! - ox) * ix;
      const y1 = (boxes[at + 1]! - oy) * iy;
      const y2 = (boxes[at + 4]! - oy) * iy;
      const z1 = (boxes[at + 2]! - oz) * iz;
      const z2 = (boxes[at + 5]! - oz) * iz;
      let enter = x1 < x2 ? x1 : x2;
      let leave = x1 < x2 ? x2 : x1;
      const nearY = y1 < y2 ? y1 : y2;
      const farY = y1 < y2 ? y2 : y1;
      const nearZ = z1 < z2 ? z1 : z2;
      const farZ = z1 < z2 ? z2 : z1;
      if (nearY > enter) enter = nearY;
      if (nearZ > enter) enter = nearZ;
      if (farY < leave) leave = farY;
      if (farZ < leave) leave = farZ;
      if (enter > leave || leave <= tMin || enter >= nearest) continue;
      const second = seconds[node]!;
      if (second >= 0) {
        const axis = this.#axis[node]!;
        const towards = (axis === 0 ? dx : axis === 1 ? dy : dz) >= 0;
        stack[depth++] = towards ? second : node + 1;
        stack[depth++] = towards ? node + 1 : second;
        continue;
      }
      const first = this.#first[node]!;
      const end = first + this.#count[node]!;
      for (let k = first; k < end; k++) {
        const i = order[k]!;
        const t = things.meet(i, ox, oy, oz, dx, dy, dz, tMin, nearest);
        if (t < nearest) {
          nearest = t;
          found = i;
        }
      }
      if (any && found >= 0) break;
    }
    this.t = nearest;
    this.thing = found;
    return found >= 0;
  }
}

/** Halves the things by the middle of their boxes along the longest side, until few are left. */
function build({ bounds }: Primitives, all: number[], nodes: Node[], order: number[]): void {
  const split = (members: number[]): void => {
    const low = [0, 1, 2].map((k) => members.reduce((a, i) => Math.min(a, bounds[i * 6 + k]!), Infinity));
    const high = [3, 4, 5].map((k) => members.reduce((a, i) => Math.max(a, bounds[i * 6 + k]!), -Infinity));
    const extent = low.map((value, k) => high[k]! - value);
    const axis = extent.indexOf(Math.max(...extent));
    const isLeaf = members.length <= leafSize;
    const node: Node = {
      box: [...low, ...high],
      axis,
      first: order.length,
      count: members.length,
      second: -1,
    };
    nodes.push(node);
    if (isLeaf) {
      order.push(...members);
      return;
    }
    const middle = (i: number) => bounds[i * 6 + axis]! + bounds[i * 6 + 3 + axis]!;
    const sorted = members.toSorted((a, b) => middle(a) - middle(b));
    split(sorted.slice(0, sorted.length >> 1));
    node.second = nodes.length;
    split(sorted.slice(sorted.length >> 1));
  };
  split(all);
}

/** Heights on a square lattice, bilinear between them: hills, dunes, heaps. Nothing outside the lattice. */
export class HeightField {
  readonly low: number;
  readonly high: number;
  readonly #heights: Float32Array;
  readonly #side: number;
  readonly #x0: number;
  readonly #z0: number;
  readonly #step: number;

  /** Spans [x0, x0 + extent] × [z0, z0 + extent] metres with side × side heights. */
  constructor(
    x0: number,
    z0: number,
    extent: number,
    side: number,
    heightAt: (x: number, z: number) => number,
  ) {
    this.#side = side;
    this.#x0 = x0;
    this.#z0 = z0;
    this.#step = extent / (side - 1);
    this.#heights = Float32Array.from({ length: side * side }, (_, i) =>
      heightAt(x0 + (i % side) * this.#step, z0 + Math.floor(i / side) * this.#step),
    );
    this.low = this.#heights.reduce((a, b) => Math.min(a, b), Infinity);
    this.high = this.#heights.reduce((a, b) => Math.max(a, b), -Infinity);
  }

  get extent(): number {
    return this.#step * (this.#side - 1);
  }

  get corner(): readonly [number, number] {
    return [this.#x0, this.#z0];
  }

  height(x: number, z: number): number {
    const last = this.#side - 1.001;
    const u = Math.min(last, Math.max(0, (x - this.#x0) / this.#step));
    const v = Math.min(last, Math.max(0, (z - this.#z0) / this.#step));
    const i = Math.floor(v) * this.#side + Math.floor(u);
    const fu = u - Math.floor(u);
    const fv = v - Math.floor(v);
    const heights = this.#heights;
    const near = heights[i]! + (heights[i + 1]! - heights[i]!) * fu;
    const far = heights[i + this.#side]! + (heights[i + this.#side + 1]! - heights[i + this.#side]!) * fu;
    return near + (far - near) * fv;
  }

  /** Rises along x and z, metres per metre. */
  slope(x: number, z: number): readonly [number, number] {
    const h = this.#step;
    return [
      (this.height(x + h, z) - this.height(x - h, z)) / (2 * h),
      (this.height(x, z + h) - this.height(x, z - h)) / (2 * h),
    ];
  }

  /** Marches from tMin, then halves the last step. */
  meet(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    tMin: number,
    tMax: number,
  ): number {
    const flat = Math.hypot(dx, dz) || 1e-9;
    const x1 = this.#x0 + this.extent;
    const z1 = this.#z0 + this.extent;
    let before = tMin;
    let t = tMin;
    for (let steps = 0; steps < 600 && t < tMax; steps++) {
      const [x, y, z] = [ox + t * dx, oy + t * dy, oz + t * dz];
      if ((y > this.high && dy >= 0) || (t > tMin && (x < this.#x0 || x > x1 || z < this.#z0 || z > z1)))
        break;
      const above = y - this.height(x, z);
      if (above < 0) return steps === 0 ? Infinity : this.#halve(ox, oy, oz, dx, dy, dz, before, t);
      before = t;
      t += Math.max(this.#step * 0.3, above * 0.4) / flat;
    }
    return Infinity;
  }

  #halve(
    ox: number,
    oy: number,
    oz: number,
    dx: number,
    dy: number,
    dz: number,
    above: number,
    below: number,
  ): number {
    for (let i = 0; i < 30; i++) {
      const t = (above + below) / 2;
      if (oy + t * dy > this.height(ox + t * dx, oz + t * dz)) above = t;
      else below = t;
    }
    return above;
  }
}

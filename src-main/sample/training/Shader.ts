import { hash } from '../random.ts';
import { noise } from '../textures/noise.ts';
import { clamp01, mix, normalise, scale, smoothstep, type Vec3 } from '../vector.ts';
import { FlatBvh } from './FlatBvh.ts';
import { paint } from './paint.ts';
import type { Stage } from './Stage.ts';

/** The light of a stage, seen along rays. One question at a time: the answer is written to the given triple. */
export class Shader {
  readonly bvh: FlatBvh;
  readonly #stage: Stage;
  readonly #albedo = new Float64Array(3);
  readonly #near: number;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.bvh = new FlatBvh(stage.things);
    this.#near = 1e-4 * stage.reachM;
  }

  /** Share of the sky that a point sees along one random direction about its normal: 0 (hidden nearby) to 1. */
  openness(point: Vec3, normal: Vec3, a: number, b: number): number {
    const height = 2 * b - 1;
    const flat = Math.sqrt(1 - height * height);
    const d = normalise([
      normal[0] + 0.99 * flat * Math.cos(6.2832 * a),
      normal[1] + 0.99 * height,
      normal[2] + 0.99 * flat * Math.sin(6.2832 * a),
    ]);
    const reach = this.#stage.reachM;
    if (!this.bvh.meet(point[0], point[1], point[2], d[0], d[1], d[2], this.#near * 10, reach)) return 1;
    return this.bvh.t / reach;
  }

  /**
   * Radiance against a ray, linear RGB.
   *
   * @param open  how open the first surface is (see openness), smoothed by the caller.
   * @returns t of the first surface, Infinity for the backdrop.
   */
  radiance(
    origin: Vec3,
    direction: Vec3,
    pixelAngle: number,
    open: number,
    out: Float64Array,
    bounces = 0,
  ): number {
    const [ox, oy, oz] = origin;
    const [dx, dy, dz] = direction;
    if (!this.bvh.meet(ox, oy, oz, dx, dy, dz, this.#near, Infinity)) {
      this.#backdrop(normalise(direction), out);
      return Infinity;
    }
    const { t, thing } = this.bvh;
    const { things, haze } = this.#stage;
    const material = things.materials[thing]!;
    const point: Vec3 = [ox + t * dx, oy + t * dy, oz + t * dz];
    const local = things.local(thing, point);
    let normal = normalise(things.normal(thing, local, point));
    const view = normalise(direction);
    let facing = -(view[0] * normal[0] + view[1] * normal[1] + view[2] * normal[2]);
    if (facing < 0) {
      normal = scale(normal, -1);
      facing = -facing;
    }
    const length = Math.hypot(dx, dy, dz);
    const footprint = (t * length * pixelAngle) / Math.max(0.15, facing);
    const [hx, hy, hz] = things.halves[thing]!;
    const [x, y, z] = [local[0] * hx, local[1] * hy, local[2] * hz];
    const [ax, ay, az] = [Math.abs(normal[0]), Math.abs(normal[1]), Math.abs(normal[2])];
    const flatUpwards = ay > ax && ay > az;
    const isFlat = things.kinds[thing]! >= 3 && things.kinds[thing]! <= 4;
    const u = !flatUpwards && ax > az && !isFlat ? z : x;
    const v = flatUpwards && !isFlat ? z : y;
    paint(material, x, y, z, u, v, footprint, this.#albedo);
    const [r, g, b] = [this.#albedo[0]!, this.#albedo[1]!, this.#albedo[2]!];
    if (material.bumps > 0)
      normal = this.#rock(normal, point, material.size * 0.3, material.bumps, material.seed, footprint);
    this.#lit(point, normal, view, r, g, b, material, open, out);
    if ((material.mirror > 0 || material.clear > 0) && bounces < 3) {
      this.#seeOn(point, direction, view, normal, pixelAngle, material, [r, g, b], facing, out, bounces);
    }
    if (haze !== null) {
      const left = Math.exp(-haze.perMetre * t * length);
      for (let c = 0; c < 3; c++) out[c] = haze.colour[c]! + (out[c]! - haze.colour[c]!) * left;
    }
    return t;
  }

  #rock(normal: Vec3, [x, y, z]: Vec3, size: number, bumps: number, seed: number, footprint: number): Vec3 {
    const s = Math.max(size, footprint * 2);
    const k = bumps * clamp01((2 * size) / footprint);
    return normalise([
      normal[0] + k * noise(x / s, y / s, z / s, seed),
      normal[1] + k * noise(x / s, y / s, z / s, seed + 1),
      normal[2] + k * noise(x / s, y / s, z / s, seed + 2),
    ]);
  }

  #lit(
    point: Vec3,
    normal: Vec3,
    view: Vec3,
    r: number,
    g: number,
    b: number,
    material: Stage['things']['materials'][number],
    open: number,
    out: Float64Array,
  ): void {
    const { lights, ambientAbove, ambientBelow } = this.#stage;
    const up = 0.5 + 0.5 * normal[1];
    const albedo = [r, g, b];
    for (let c = 0; c < 3; c++) {
      const ambient = ambientBelow[c]! + (ambientAbove[c]! - ambientBelow[c]!) * up;
      out[c] = albedo[c]! * (ambient * open + material.glow);
    }
    for (const light of lights) {
      const isSun = light.kind === 'sun';
      let lx = light.at[0];
      let ly = light.at[1];
      let lz = light.at[2];
      let far = Infinity;
      let strength = 1;
      if (!isSun) {
        lx -= point[0];
        ly -= point[1];
        lz -= point[2];
        far = Math.hypot(lx, ly, lz);
        lx /= far;
        ly /= far;
        lz /= far;
        strength = 1 / (far * far + 0.05);
      }
      const slant = lx * normal[0] + ly * normal[1] + lz * normal[2];
      if (slant <= 0) continue;
      const [px, py, pz] = point;
      if (this.bvh.meet(px, py, pz, lx, ly, lz, this.#near * 10, isSun ? Infinity : far * 0.98, true)) {
        // Glass lets light by; what lies behind it is not asked again.
        const blocker = this.#stage.things.materials[this.bvh.thing]!;
        strength *= blocker.clear;
        if (strength === 0) continue;
      }
      const [mx, my, mz] = [lx - view[0], ly - view[1], lz - view[2]];
      const middle = Math.hypot(mx, my, mz) || 1;
      const glance = Math.max(0, (mx * normal[0] + my * normal[1] + mz * normal[2]) / middle);
      const shine =
        material.gloss > 0
          ? material.gloss * glance ** material.sharpness * (1 + material.sharpness / 20)
          : 0;
      for (let c = 0; c < 3; c++) {
        out[c] = out[c]! + light.colour[c]! * strength * (albedo[c]! * slant + 0.3 * shine);
      }
    }
  }

  #seeOn(
    point: Vec3,
    direction: Vec3,
    view: Vec3,
    normal: Vec3,
    pixelAngle: number,
    { mirror, clear }: { readonly mirror: number; readonly clear: number },
    tint: Vec3,
    facing: number,
    out: Float64Array,
    bounces: number,
  ): void {
    const own: Vec3 = [out[0]!, out[1]!, out[2]!];
    const fresnel = mirror + (1 - mirror) * 0.5 * (1 - facing) ** 4;
    let rest = 1;
    let sum: Vec3 = [0, 0, 0];
    if (fresnel > 0.02) {
      const k = -2 * (view[0] * normal[0] + view[1] * normal[1] + view[2] * normal[2]);
      const back: Vec3 = [view[0] + k * normal[0], view[1] + k * normal[1], view[2] + k * normal[2]];
      this.radiance(point, back, pixelAngle, 0.8, out, bounces + 1);
      sum = [out[0]! * fresnel, out[1]! * fresnel, out[2]! * fresnel];
      rest -= fresnel;
    }
    if (clear > 0) {
      this.radiance(point, direction, pixelAngle, 0.8, out, bounces + 1);
      const share = rest * clear;
      sum = [
        sum[0] + out[0]! * share * tint[0],
        sum[1] + out[1]! * share * tint[1],
        sum[2] + out[2]! * share * tint[2],
      ];
      rest -= share;
    }
    for (let c = 0; c < 3; c++) out[c] = sum[c]! + own[c]! * rest;
  }

  #backdrop(d: Vec3, out: Float64Array): void {
    const { zenith, horizon, ground, clouds, isSpace, seed } = this.#stage.backdrop;
    let colour: Vec3;
    if (isSpace) {
      const star =
        hash(Math.floor(d[0] * 300), Math.floor(d[1] * 300), Math.floor(d[2] * 300), seed) / 4294967296;
      colour = star < clouds * 0.01 ? [1, 1, 1] : zenith;
    } else if (d[1] < 0) colour = mix(horizon, ground, smoothstep(0, 0.15, -d[1]));
    else {
      const clear = mix(horizon, zenith, Math.sqrt(Math.min(1, d[1] * 1.3)));
      const [x, z] = [d[0] / (d[1] + 0.12), d[2] / (d[1] + 0.12)];
      const cover =
        0.6 * noise(x, 0, z, seed) +
        0.3 * noise(x * 2.3, 0, z * 2.3, seed) +
        0.15 * noise(x * 5, 0, z * 5, seed);
      const cloud = mix(
        scale(horizon, 1.3),
        zenith,
        smoothstep(-0.2, 0.8, noise(x * 1.7, 3, z * 1.7, seed)) * 0.5,
      );
      colour = mix(
        clear,
        cloud,
        smoothstep(0.5 - clouds, 0.9 - clouds, cover + 0.3) * smoothstep(0, 0.1, d[1]),
      );
    }
    for (let c = 0; c < 3; c++) out[c] = colour[c]!;
  }
}

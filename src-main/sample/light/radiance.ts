import type { PixelRandom } from '../random.ts';
import type { Hit } from '../Bvh.ts';
import type { OpaqueMaterial, SurfacePoint } from '../Scene.ts';
import type { Ray } from '../shapes/Shape.ts';
import {
  add,
  addScaled,
  clamp01,
  dot,
  length,
  mix,
  multiply,
  normalise,
  reflect,
  scale,
  subtract,
  tangents,
} from '../vector.ts';
import type { Vec3 } from '../vector.ts';
import type { World } from './World.ts';

export interface ViewRay extends Ray {
  /** Angle of one pixel, for textures to fade details that are too fine. */
  readonly pixelAngle: number;
  /** How many reflections and panes led here. */
  readonly bounces: number;
}

const maxBounces = 8;
const faintest = 0.004;

/** Linear RGB radiance that arrives against the ray. Random numbers soften the shadows of sun and sky. */
export function radiance(world: World, ray: ViewRay, random: PixelRandom): Vec3 {
  const hit = world.meet(ray, 1e-5);
  if (hit === null) return world.scene.sky(normalise(ray.direction));
  const surface = surfacePoint(ray, hit);
  const shaded = shadeSurface(world, ray, hit, surface, random);
  const { haze } = world.scene;
  if (haze === null) return shaded;
  const distance = hit.t * length(ray.direction);
  return mix(haze.colour, shaded, Math.exp(-haze.perMetre * distance));
}

function surfacePoint(ray: ViewRay, hit: Hit): SurfacePoint {
  const position = addScaled(ray.origin, ray.direction, hit.t);
  const { normal, u, v } = hit.object.shape.surfaceAt(position);
  const towards = normalise(ray.direction);
  const facing = -dot(towards, normal);
  const slant = Math.max(0.15, Math.abs(facing));
  return {
    position,
    normal: facing < 0 ? scale(normal, -1) : normal,
    u,
    v,
    footprint: (hit.t * length(ray.direction) * ray.pixelAngle) / Math.sqrt(slant),
  };
}

function shadeSurface(world: World, ray: ViewRay, hit: Hit, at: SurfacePoint, random: PixelRandom): Vec3 {
  const { material } = hit.object;
  const reflectance = (atNormal: number) => {
    const cosine = clamp01(-dot(normalise(ray.direction), at.normal));
    return atNormal + (1 - atNormal) * (1 - cosine) ** 5;
  };
  const mirrored = () => {
    const direction = reflect(normalise(ray.direction), at.normal);
    return follow(world, ray, addScaled(at.position, at.normal, 1e-5), direction, random);
  };
  if (material.kind === 'mirror') return multiply(material.tint, mirrored());
  if (material.kind === 'glass') {
    const once = reflectance(0.04);
    const both = (2 * once) / (1 + once);
    const through = follow(world, ray, at.position, ray.direction, random);
    const glint = both > faintest ? mirrored() : ([0, 0, 0] as const);
    return add(scale(multiply(through, tintAlong(material.tint, ray, at)), 1 - both), scale(glint, both));
  }
  const body = shadeOpaque(world, ray, material, at, random);
  const { gloss = 0, roughness = 0.5 } = material;
  if (gloss === 0 || roughness >= 0.2 || ray.bounces > 1) return body;
  return mix(body, mirrored(), reflectance(gloss) * (1 - roughness * 4));
}

/** The wall's tint for the longer way that a slanted ray takes through it. */
function tintAlong(tint: Vec3, ray: ViewRay, at: SurfacePoint): Vec3 {
  const way = 1 / Math.max(0.06, Math.abs(dot(normalise(ray.direction), at.normal)));
  return [tint[0] ** way, tint[1] ** way, tint[2] ** way];
}

function follow(world: World, ray: ViewRay, origin: Vec3, direction: Vec3, random: PixelRandom): Vec3 {
  if (ray.bounces >= maxBounces) return world.scene.ambient.below;
  const onwards = addScaled(origin, normalise(direction), 1e-5);
  return radiance(
    world,
    { origin: onwards, direction, pixelAngle: ray.pixelAngle, bounces: ray.bounces + 1 },
    random,
  );
}

function shadeOpaque(
  world: World,
  ray: ViewRay,
  material: OpaqueMaterial,
  at: SurfacePoint,
  random: PixelRandom,
): Vec3 {
  const { sun } = world.scene;
  const colour = material.colour(at);
  const normal = material.relief ? tilted(at, material.relief) : at.normal;
  const origin = addScaled(at.position, at.normal, 2e-5);
  const towardsSun = softened(sun.direction, sun.radius, random);
  const cosine = dot(normal, towardsSun);
  const behind = Math.max(0, -cosine) * (material.translucency ?? 0);
  let light = multiply(colour, skyLight(world, origin, normal, ray.bounces, random));
  if (cosine > 0 || behind > 0) {
    const start = cosine > 0 ? origin : addScaled(at.position, at.normal, -2e-5);
    const share = world.lightAlong({ origin: start, direction: towardsSun }, 1e-5);
    const sunlight = multiply(share, sun.radiance);
    light = add(light, scale(multiply(colour, sunlight), Math.max(0, cosine) + behind));
    light = add(light, scale(sunlight, highlight(material, normal, normalise(ray.direction), towardsSun)));
  }
  light = add(light, multiply(colour, lampLight(world, origin, normal)));
  return material.glow ? add(light, material.glow) : light;
}

/** Light from the whole sky above the surface, less where something near stands in the way. */
function skyLight(world: World, origin: Vec3, normal: Vec3, bounces: number, random: PixelRandom): Vec3 {
  const { above, below, reachM } = world.scene.ambient;
  const open = mix(below, above, 0.5 + 0.5 * normal[1]);
  if (bounces > 2 || reachM === 0) return scale(open, reachM === 0 ? 1 : 0.75);
  const [turn, height] = random.pair('sky');
  const [p, q] = tangents(normal);
  const angle = 2 * Math.PI * turn;
  const side = Math.sqrt(height);
  const flat = add(scale(p, Math.cos(angle) * side), scale(q, Math.sin(angle) * side));
  const direction = addScaled(flat, normal, Math.sqrt(1 - height));
  return world.isBlocked({ origin, direction }, 1e-5, reachM) ? scale(open, 0.3) : open;
}

/** Light of the scene's lamps on a white surface. */
function lampLight(world: World, origin: Vec3, normal: Vec3): Vec3 {
  let light: Vec3 = [0, 0, 0];
  for (const { position, power } of world.scene.lamps ?? []) {
    const way = subtract(position, origin);
    const squared = dot(way, way);
    const cosine = dot(way, normal) / Math.sqrt(squared);
    if (cosine <= 0 || world.isBlocked({ origin, direction: way }, 1e-5, 0.999)) continue;
    light = addScaled(light, power, cosine / squared);
  }
  return light;
}

/** Blinn's highlight, normalised so that a narrower one is brighter; returns the share of sunlight sent to the eye. */
function highlight(material: OpaqueMaterial, normal: Vec3, viewing: Vec3, towardsSun: Vec3): number {
  const { gloss = 0, roughness = 0.5 } = material;
  if (gloss === 0) return 0;
  const half = normalise(addScaled(towardsSun, viewing, -1));
  const exponent = 2 / (roughness * roughness);
  const lobe = Math.max(0, dot(normal, half)) ** exponent * ((exponent + 8) / 8);
  const fresnel = gloss + (1 - gloss) * (1 - clamp01(dot(half, towardsSun))) ** 5;
  return fresnel * lobe * Math.max(0, dot(normal, towardsSun));
}

function softened(direction: Vec3, radius: number, random: PixelRandom): Vec3 {
  const [p, q] = tangents(direction);
  const [turn, area] = random.pair('sun');
  const r = radius * Math.sqrt(area);
  const angle = 2 * Math.PI * turn;
  return normalise(add(direction, add(scale(p, r * Math.cos(angle)), scale(q, r * Math.sin(angle)))));
}

/** The normal of the surface raised by `relief`, from its slopes at the distance of a pixel. */
function tilted(at: SurfacePoint, relief: (at: SurfacePoint) => number): Vec3 {
  const step = Math.max(at.footprint * 0.7, 1e-4);
  const [p, q] = tangents(at.normal);
  const heightAt = (offset: Vec3) => relief({ ...at, position: add(at.position, offset) });
  const here = heightAt([0, 0, 0]);
  const alongP = (heightAt(scale(p, step)) - here) / step;
  const alongQ = (heightAt(scale(q, step)) - here) / step;
  return normalise(addScaled(addScaled(at.normal, p, -alongP), q, -alongQ));
}

import { boundaryF1 } from '../metrics/boundaryF1.ts';
import { cloudDistances } from '../metrics/cloudDistances.ts';
import { depthBoundaryErrors } from '../metrics/depthBoundaryErrors.ts';
import { directedErrors } from '../metrics/directedErrors.ts';
import { edgeRecall } from '../metrics/edgeRecall.ts';
import type { MapPair } from '../metrics/MapPair.ts';
import type { MetricFamily } from '../metrics/metricFamilies.ts';
import { normalErrors } from '../metrics/normalErrors.ts';
import { ordinalAccuracy } from '../metrics/ordinalAccuracy.ts';
import { planeErrors } from '../metrics/planeErrors.ts';
import { scaleShiftLosses } from '../metrics/scaleShiftLosses.ts';
import { sparsificationErrors } from '../metrics/sparsificationErrors.ts';
import { thinStructures } from '../metrics/thinStructures.ts';
import type { EvaluateFrameInput } from './evaluateFrame.ts';
import type { EvaluationKernels } from './EvaluationKernels.ts';
import type { FamilyValues, ScoredFrame } from './scopeMetrics.ts';
import type { Scope } from './scopes.ts';

/** Annotation classes whose pixels lie in one plane. */
const planarClasses: readonly string[] = ['plane', 'wall', 'floor', 'table', 'ceiling', 'road'];

/**
 * The metrics beyond single pixels that a frame's recipe asks for. Most judge the whole frame; normals are split like
 * pixel metrics; planes and thin structures belong to annotated classes. A family that lacks what it needs (depth, a
 * calibration, point pairs, an uncertainty) has no numbers at all.
 */
export class FamilyMetrics {
  readonly #frame: ScoredFrame;
  readonly #input: EvaluateFrameInput;
  readonly #wanted: ReadonlySet<MetricFamily>;
  readonly #depth: MapPair | null;
  readonly #kernels: EvaluationKernels;
  #angles: Float64Array | null = null;

  constructor(frame: ScoredFrame, input: EvaluateFrameInput, kernels: EvaluationKernels) {
    this.#kernels = kernels;
    const { width, height } = frame;
    this.#frame = frame;
    this.#input = input;
    this.#wanted = new Set(input.recipe.families ?? []);
    const depth = this.#wanted.size === 0 ? null : frame.depth;
    this.#depth = depth === null ? null : { width, height, ...depth };
  }

  of({ name, inside }: Scope): FamilyValues {
    if (this.#wanted.size === 0) return {};
    const className = name.startsWith('class:') ? name.slice('class:'.length) : null;
    return {
      ...(inside === null ? this.#ofFrame() : {}),
      ...this.#normals(inside),
      ...(className === null || inside === null ? {} : this.#ofClass(className, inside)),
    };
  }

  #ofFrame(): FamilyValues {
    const { width, height, compared } = this.#frame;
    const depth = this.#depth;
    const kernels = this.#kernels;
    const { rig, recipe, pointPairs, uncertainty } = this.#input;
    const has = (family: MetricFamily): boolean => this.#wanted.has(family);
    return {
      ...(has('losses') ? scaleShiftLosses({ width, height, ...compared }, kernels.sumLosses) : {}),
      ...(depth && has('boundary') ? this.#boundaries(depth) : {}),
      ...(depth && has('edges') ? depthBoundaryErrors(depth, kernels.findEdges) : {}),
      ...(depth && has('planes') ? directedErrors(depth) : {}),
      ...(depth && rig && has('cloud') ? cloudDistances(depth, rig, kernels.measureClouds) : {}),
      ...(pointPairs && has('ordinal')
        ? ordinalAccuracy({ width, values: compared.prediction }, pointPairs, recipe.quantity !== 'depth')
        : {}),
      ...(depth && uncertainty && has('sparsification')
        ? sparsificationErrors(depth, uncertainty, kernels.rankErrors)
        : {}),
    };
  }

  #boundaries(depth: MapPair): FamilyValues {
    const marks = this.#kernels.markBoundaries(depth);
    return { ...boundaryF1(marks), ...edgeRecall(marks, depth) };
  }

  #normals(inside: Uint8Array | null): FamilyValues {
    const { rig } = this.#input;
    if (this.#depth === null || rig === null || !this.#wanted.has('normals')) return {};
    this.#angles ??= this.#kernels.normalAngles(this.#depth, rig);
    return normalErrors(this.#angles, inside, this.#kernels.sumAngles);
  }

  #ofClass(name: string, inside: Uint8Array): FamilyValues {
    const { width, height, compared } = this.#frame;
    const { rig } = this.#input;
    const isPlane = planarClasses.includes(name) && this.#wanted.has('planes');
    return {
      ...(this.#wanted.has('thin') ? thinStructures({ width, height, ...compared }, inside) : {}),
      ...(isPlane && rig && this.#depth ? planeErrors(this.#depth, inside, rig) : {}),
    };
  }
}

import type { GraphTensor } from '#domain/networks/Graph.ts';
import { StudioError } from '#domain/errors.ts';

export interface FeedShape {
  readonly tensorName: string | null;
  readonly dims: readonly number[];
}

/**
 * The graph's input for each feed: by name, or in order where the manifest leaves the names to the session.
 *
 * @param constants names of inputs that the manifest fills itself
 * @throws BadModel with both sides where the numbers of inputs differ, a name is unknown, or an axis that the graph fixes
 *   has another length
 */
export function pairTensors(
  graph: string,
  inputs: readonly GraphTensor[],
  feeds: readonly FeedShape[],
  constants: readonly string[],
): readonly GraphTensor[] {
  const open = inputs.filter(({ name }) => !constants.includes(name));
  if (open.length !== feeds.length || inputs.length !== feeds.length + constants.length) {
    const expected = [...feeds.map(({ tensorName }, i) => tensorName ?? `picture ${i + 1}`), ...constants];
    throw refusal(graph, 'the inputs', expected.join(', '), inputs.map(({ name }) => name).join(', '));
  }
  return feeds.map(({ tensorName, dims }, i) => {
    const input = tensorName === null ? open[i]! : open.find(({ name }) => name === tensorName);
    if (!input) throw refusal(graph, 'an input', tensorName!, open.map(({ name }) => name).join(', '));
    requireShape(graph, input, dims);
    return input;
  });
}

function requireShape(graph: string, { name, shape }: GraphTensor, dims: readonly number[]): void {
  const fits =
    shape.length === dims.length &&
    shape.every((side, axis) => typeof side === 'string' || side < 0 || side === dims[axis]);
  if (fits || shape.length === 0) return;
  throw refusal(graph, `the input ${name}`, `[${dims.join(', ')}]`, `[${shape.join(', ')}]`);
}

function refusal(graph: string, what: string, expected: string, found: string): StudioError {
  return new StudioError(
    'BadModel',
    `${graph}: by the manifest ${what} should take ${expected}; the network has ${found}`,
    { file: graph, expected, found },
  );
}

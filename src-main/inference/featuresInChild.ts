import { transferables } from '#compute/pool/transferables.ts';
import type { PatchTokens } from '#domain/metrics/featureCosine.ts';
import { networkSize } from '#domain/networks/networkSize.ts';
import { prepareTensor } from '#domain/networks/prepareTensor.ts';
import type { DeviceThread } from './DeviceThread.ts';
import type { FeatureOrder, Provider, Stage } from './protocol.ts';

/** The patch tokens of some pictures, one after the other. @throws BadModel, ProviderUnavailable, OutOfMemory, AbortError */
export async function featuresInChild(
  device: DeviceThread,
  { network, graph, sha256, pictures, crashed }: FeatureOrder,
  { signal, onStage }: { signal: AbortSignal; onStage: (stage: Stage, provider: Provider | null) => void },
): Promise<readonly PatchTokens[]> {
  const { input, output } = network;
  const found: PatchTokens[] = [];
  for (const picture of pictures) {
    signal.throwIfAborted();
    onStage('preparing', null);
    const tensor = prepareTensor([picture], input, networkSize(picture, input.resize));
    const feeds = [{ ...tensor, tensorName: input.feeds[0]!.tensorName }];
    onStage('waiting', null);
    const ran = await device.call(
      'run',
      { graph, sha256, provider: 'auto', crashed, feeds, constants: input.constants, output },
      { transfer: transferables(feeds), onStage: ({ stage, provider }) => onStage(stage, provider) },
    );
    found.push(ran.tensor);
  }
  return found;
}

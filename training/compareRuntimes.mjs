/**
 * Runs the bundled network in onnxruntime-node on the inputs that export.py wrote, and says how far it is from PyTorch:
 * `node training/compareRuntimes.mjs MODEL.onnx FOLDER`. Ends with 1 where a number differs by more than 1e-4.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ort from 'onnxruntime-node';

const [model, folder] = process.argv.slice(2);
const floats = (path) => {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const session = await ort.InferenceSession.create(model);
let worst = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.in'))) {
  const [width, height] = name.replace('.in', '').split('x').map(Number);
  const picture = new ort.Tensor('float32', floats(join(folder, name)), [1, 3, height, width]);
  const { inverse_depth: answer } = await session.run({ picture });
  const expected = floats(join(folder, name.replace('.in', '.out')));
  const difference = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - answer.data[i])), 0);
  worst = Math.max(worst, difference);
  process.stdout.write(
    `${width}×${height}: shape ${answer.dims.join('×')}, largest difference ${difference.toExponential(2)}\n`,
  );
}
process.exitCode = worst <= 1e-4 ? 0 : 1;

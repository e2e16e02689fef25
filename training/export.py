"""
Writes the averaged weights, with the mean over the mirror image, as ONNX (opset 17, float32, any height and width that are
multiples of 32) and the manifest that Fathom reads.

    export.py --checkpoint FILE --out resources/models/fathom-tiny.onnx [--samples FOLDER]

With --samples it also writes inputs and PyTorch's outputs at several sizes, for compareRuntimes.mjs.
"""
import argparse
import hashlib
import json
import os

import numpy as np
import onnx
import torch

from network import FathomTiny, Mirrored

SIZES = ((256, 192), (640, 192), (352, 192), (192, 256), (32, 32), (768, 576))


def manifest(path, parameters):
    with open(path, "rb") as file:
        content = file.read()
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "manifest.json")) as file:
        record = json.load(file)
    record["parameters"] = parameters
    record["files"] = [
        {
            "name": os.path.basename(path),
            "role": "graph",
            "url": None,
            "sizeBytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    ]
    return record


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--samples")
    options = parser.parse_args()
    saved = torch.load(options.checkpoint, map_location="cpu")
    network = FathomTiny()
    network.load_state_dict(saved["average"])
    model = Mirrored(network).eval()
    torch.onnx.export(
        model,
        torch.zeros(1, 3, 192, 256),
        options.out,
        opset_version=17,
        dynamo=False,
        input_names=["picture"],
        output_names=["inverse_depth"],
        dynamic_axes={"picture": {0: "n", 2: "height", 3: "width"}, "inverse_depth": {0: "n", 1: "height", 2: "width"}},
    )
    graph = onnx.load(options.out)
    onnx.checker.check_model(graph)
    parameters = sum(p.numel() for p in model.parameters())
    with open(os.path.splitext(options.out)[0] + ".json", "w") as file:
        json.dump(manifest(options.out, parameters), file, indent=2)
        file.write("\n")
    if options.samples:
        os.makedirs(options.samples, exist_ok=True)
        generator = np.random.default_rng(3)
        for width, height in SIZES:
            picture = generator.normal(0, 1, (1, 3, height, width)).astype(np.float32)
            with torch.no_grad():
                answer = model(torch.from_numpy(picture)).numpy()
            picture.tofile(os.path.join(options.samples, f"{width}x{height}.in"))
            answer.tofile(os.path.join(options.samples, f"{width}x{height}.out"))


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Writes Depth Anything V2's graph with seeded random weights as ONNX with free height and width, and a manifest beside
it: `build.py OUT.onnx [--size vits|vitb|vitl|tiny]`. Not for depth: for proving and timing Fathom's path.

Debian 12: python3-torch 1.13, python3-onnx.
"""

import argparse
import hashlib
import json
import pathlib
import warnings

import torch

from network import SIZES, seeded

here = pathlib.Path(__file__).parent
catalogue = here.parents[1] / "resources/models"


def export(path, size):
    network = seeded(size)
    free = {0: "batch", 2: "height", 3: "width"}
    with warnings.catch_warnings():
        # The tracer warns of every size that it follows.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            torch.zeros(1, 3, 56, 70),
            str(path),
            input_names=["pixel_values"],
            output_names=["predicted_depth"],
            dynamic_axes={"pixel_values": free, "predicted_depth": {0: "batch", 1: "height", 2: "width"}},
            opset_version=16,
        )
    return network


def write_manifest(path, size):
    manifest = json.loads((catalogue / "depth-anything-v2-small.json").read_text())
    content = path.read_bytes()
    file = {"name": path.name, "role": "graph", "url": None, "sizeBytes": len(content)}
    manifest |= {
        "id": f"depth-anything-v2-random-{size}",
        "name": f"Depth Anything V2 ({size}), random weights",
        "description": "The real structure with random weights: its maps mean nothing.",
        "files": [file | {"sha256": hashlib.sha256(content).hexdigest()}],
        "parameters": None,
        "unverified": [],
        "notes": ["Made by tools/depthAnythingV2/build.py."],
    }
    path.with_suffix(".json").write_text(json.dumps(manifest, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--size", choices=SIZES, default="vits")
    arguments = parser.parse_args()
    export(arguments.out, arguments.size)
    write_manifest(arguments.out, arguments.size)
    print(f"{arguments.out}: {arguments.out.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Compares Fathom with PyTorch on Depth Anything V2's real structure, from picture to map: `check.py [--size vits]
[PICTURE…]`. Without pictures, three are painted whose networks' inputs are 518×518, 686×518 and 1722×518.

The reference path is that of the authors' `infer_image`: OpenCV's cubic on the float image in [0, 1], ImageNet's mean and
deviation, the network, bilinear with align_corners=True. Fails where a map differs by more than 1e-3 of its range.

Debian 12: python3-torch 1.13, python3-onnx, python3-opencv 4.6.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import cv2
import numpy as np
import torch

import build

root = pathlib.Path(__file__).resolve().parents[2]
MOST = 1e-3
PAINTED = [(512, 512), (640, 480), (1242, 375)]


def paint(path, width, height):
    """Smooth waves, edges and noise: what interpolation gets wrong if it gets anything wrong."""
    random = np.random.default_rng(width)
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    waves = np.stack([127 + 80 * np.sin(x / (17 + 5 * c)) * np.cos(y / (23 - 4 * c)) for c in range(3)], -1)
    for _ in range(24):
        left, top = random.integers(0, width), random.integers(0, height)
        waves[top : top + height // 6, left : left + width // 9] = random.uniform(0, 255, 3)
    cv2.imwrite(str(path), np.clip(waves + random.normal(0, 6, waves.shape), 0, 255).astype(np.uint8))


def network_size(width, height):
    scale = max(518 / width, 518 / height)
    sides = [int(np.round(scale * side / 14) * 14) for side in (width, height)]
    return tuple(max(518, side) for side in sides)


def reference(network, path):
    picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB) / 255.0
    height, width = picture.shape[:2]
    size = network_size(width, height)
    resized = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    tensor = ((resized - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]).astype(np.float32)
    with torch.no_grad():
        depth = network(torch.from_numpy(tensor.transpose(2, 0, 1))[None])
        full = torch.nn.functional.interpolate(depth[:, None], (height, width), mode="bilinear", align_corners=True)
    return full[0, 0].numpy(), size


def fathom(model, path, out):
    node = root / "node_modules/.bin/node"
    command = [node, "bin/fathom.mjs", "predict", path, "-m", model, "-o", out, "--provider", "cpu", "--json"]
    answer = subprocess.run([str(part) for part in command], cwd=root, stdout=subprocess.PIPE, check=True)
    return np.load(out), json.loads(answer.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", nargs="*", type=pathlib.Path)
    parser.add_argument("--size", choices=build.SIZES, default="vits")
    arguments = parser.parse_args()
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        model = folder / "network.onnx"
        network = build.export(model, arguments.size)
        build.write_manifest(model, arguments.size)
        pictures = arguments.pictures
        if not pictures:
            pictures = [folder / f"{width}x{height}.png" for width, height in PAINTED]
            for path, (width, height) in zip(pictures, PAINTED):
                paint(path, width, height)
        for path in pictures:
            expected, size = reference(network, path)
            found, answer = fathom(model, path.resolve(), folder / "map.npy")
            assert tuple(answer["inputSize"]) == size, (answer["inputSize"], size)
            span = float(expected.max() - expected.min())
            difference = float(np.abs(found - expected).max()) / span
            worst = max(worst, difference)
            print(f"{path.name}: at {size[0]}x{size[1]}, largest difference {difference:.2e} of the range {span:.4g}")
    print(f"worst {worst:.2e}, allowed {MOST:.0e}")
    sys.exit(0 if worst <= MOST else 1)


if __name__ == "__main__":
    main()

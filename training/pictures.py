"""From a picture to the network's input and back, as the manifest says."""
import json
import os

import cv2
import numpy as np
import torch
from torch.nn.functional import interpolate

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "manifest.json")) as file:
    INPUT = json.load(file)["input"]
TARGET = (INPUT["resize"]["width"], INPUT["resize"]["height"])
MULTIPLE = INPUT["resize"]["multipleOf"]
MEAN = np.array(INPUT["normalise"]["mean"], np.float32)
STD = np.array(INPUT["normalise"]["std"], np.float32)


def as_tensor(pictures):
    """N pictures H×W×3 RGB of 0…255 → N×3×H×W."""
    x = (np.stack(pictures).astype(np.float32) / 255 - MEAN) / STD
    return torch.from_numpy(x.transpose(0, 3, 1, 2).copy())


def network_size(width, height):
    """The manifest's rule `lower-bound`: proportions kept, both sides at least the target, multiples of 32."""
    scale = max(TARGET[0] / width, TARGET[1] / height)

    def side(length, least):
        near = int(np.round(scale * length / MULTIPLE)) * MULTIPLE
        return near if near >= least else int(np.ceil(scale * length / MULTIPLE)) * MULTIPLE

    return side(width, TARGET[0]), side(height, TARGET[1])


def predict(model, rgb):
    """Relative inverse depth at the size of a picture H×W×3 uint8."""
    size = network_size(rgb.shape[1], rgb.shape[0])
    resized = cv2.resize(rgb.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    with torch.no_grad():
        small = model(as_tensor([resized]))[None]
    return interpolate(small, rgb.shape[:2], mode="bilinear", align_corners=False)[0, 0].numpy()

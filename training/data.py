"""Reads the rendered sets and varies their pictures. Every draw comes from the generator given."""
import glob
import os

import cv2
import numpy as np

PIXELS = 49152
SHARD = 100
FAMILIES = ("room", "street", "park", "tableTop", "clutter", "terrain", "space", "kitchen", "stillLife", "shelter")


class RenderedSet:
    """The whole shards in a folder (see renderTrainingSet.ts); more may be added while training runs."""

    def __init__(self, folder):
        self.folder = folder
        self.shards = []
        self.refresh()

    def refresh(self):
        known = {shard["path"] for shard in self.shards}
        for index in sorted(glob.glob(os.path.join(self.folder, "*.index"))):
            path = index[: -len(".index")]
            if path in known or os.path.getsize(index) != SHARD * 12:
                continue
            self.shards.append(
                {
                    "path": path,
                    "rgb": np.memmap(path + ".rgb", np.uint8, "r", shape=(SHARD, PIXELS * 3)),
                    "inverse": np.memmap(path + ".inverse", np.float32, "r", shape=(SHARD, PIXELS)),
                    "index": np.fromfile(index, np.int32).reshape(SHARD, 3),
                }
            )
        families = np.concatenate([shard["index"][:, 2] for shard in self.shards])
        self.members = [np.flatnonzero(families == family) for family in range(len(FAMILIES))]

    def __len__(self):
        return len(self.shards) * SHARD

    def draw(self, generator, shares, enough):
        """
        A picture of a family drawn by its share of { family: share }; within it every picture is as likely. A family
        of fewer than `enough` pictures, as while the set grows, is drawn in proportion less.
        """
        names = list(shares)
        counts = np.array([len(self.members[FAMILIES.index(name)]) for name in names])
        weights = np.array([shares[name] for name in names]) * np.minimum(1, counts / enough)
        family = FAMILIES.index(names[generator.choice(len(names), p=weights / weights.sum())])
        members = self.members[family]
        return self[int(members[generator.integers(len(members))])]

    def __getitem__(self, i):
        """(picture H×W×3 uint8 RGB, inverse depth H×W float32, family)"""
        shard, k = self.shards[i // SHARD], i % SHARD
        width, height, family = shard["index"][k]
        return (
            np.array(shard["rgb"][k]).reshape(height, width, 3),
            np.array(shard["inverse"][k]).reshape(height, width),
            FAMILIES[family],
        )


def fitted_crop(picture, truth, size, generator, least):
    """
    A random part with about the proportions of `size` (width, height), up to 15 % off, at least the given share of the
    largest possible in length, flipped half the time, resized to it.
    """
    width, height = size[0] * np.exp(generator.uniform(-0.15, 0.15)), size[1]
    h, w = truth.shape
    largest = min(w / width, h / height)
    share = least + (1 - least) * np.sqrt(generator.random())
    cw, ch = int(width * largest * share), int(height * largest * share)
    x, y = generator.integers(0, w - cw + 1), generator.integers(0, h - ch + 1)
    picture, truth = picture[y : y + ch, x : x + cw], truth[y : y + ch, x : x + cw]
    if generator.random() < 0.5:
        picture, truth = picture[:, ::-1], truth[:, ::-1]
    shrinks = cw > width
    picture = cv2.resize(
        np.ascontiguousarray(picture), size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    )
    return picture, cv2.resize(np.ascontiguousarray(truth), size, interpolation=cv2.INTER_NEAREST)


def vary(picture, generator):
    """Changes light, colour, sharpness and noise as cameras and weather do; the truth does not depend on it."""
    random = generator.random
    x = picture.astype(np.float32) / 255
    h, w = x.shape[:2]
    if random() < 0.12:
        x = mixed_locally(x, generator)
    if random() < 0.25:
        x = x * shadow_field(h, w, generator)
    x = x * np.exp(generator.normal(0, 0.12, 3)).astype(np.float32)
    grey = x.mean(axis=2, keepdims=True)
    saturation = 0.0 if random() < 0.15 else generator.uniform(0.3, 1.7)
    x = grey + (x - grey) * saturation
    if random() < 0.05:
        x = x[:, :, generator.permutation(3)]
    contrast = np.exp(generator.normal(0, 0.3))
    x = (x - x.mean()) * contrast + x.mean() + generator.normal(0, 0.08)
    if random() < 0.2:
        x = x * generator.uniform(1.2, 2.5)
    x = np.clip(x, 0, 1) ** np.exp(generator.normal(0, 0.3))
    x = blurred(x, generator)
    if random() < 0.5:
        x = x + generator.normal(0, generator.uniform(0, 0.06), x.shape).astype(np.float32)
    if random() < 0.04:
        framed(x, generator)
    x = (np.clip(x, 0, 1) * 255).astype(np.uint8)
    if random() < 0.5:
        quality = int(generator.integers(20, 95))
        x = cv2.imdecode(cv2.imencode(".jpg", x, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)
    return x


def framed(x, generator):
    """A narrow frame of one grey, as rectified pictures have it."""
    tone = generator.choice([0.0, 1.0, generator.random()])
    left, top, right, bottom = generator.integers(0, 6, 4)
    h, w = x.shape[:2]
    x[:top], x[h - bottom :], x[:, :left], x[:, w - right :] = tone, tone, tone, tone


def mixed_locally(x, generator):
    """A random small filter: keeps shapes, changes textures and colours."""
    size = int(generator.choice([1, 3, 3, 5]))
    out = np.zeros_like(x)
    for c in range(3):
        for k in range(3):
            kernel = generator.normal(0, 1 / size, (size, size)).astype(np.float32)
            out[:, :, c] += cv2.filter2D(x[:, :, k], -1, kernel, borderType=cv2.BORDER_REFLECT)
    out -= out.mean()
    out = 0.45 + 0.2 * out / (out.std() + 1e-3)
    share = generator.uniform(0.3, 1)
    return x + share * (out - x)


def shadow_field(h, w, generator):
    """Large soft blotches or one hard-edged shadow over the picture."""
    if generator.random() < 0.5:
        coarse = generator.normal(0, 0.3, (generator.integers(2, 5), generator.integers(2, 6), 1))
        field = np.exp(cv2.resize(coarse.astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC))
        return field[:, :, None]
    points = (generator.random((generator.integers(3, 6), 2)) * (1.6 * w, 1.6 * h) - (0.3 * w, 0.3 * h)).astype(np.int32)
    field = np.ones((h, w), np.float32)
    cv2.fillPoly(field, [points], float(generator.uniform(0.25, 0.75)))
    return field[:, :, None]


def blurred(x, generator):
    draw = generator.random()
    if draw < 0.3:
        return cv2.GaussianBlur(x, (0, 0), generator.uniform(0.3, 1.6))
    if draw < 0.4:
        length = int(generator.integers(3, 10))
        kernel = np.zeros((length, length), np.float32)
        angle = generator.uniform(0, np.pi)
        for t in np.linspace(-1, 1, 4 * length):
            middle = (length - 1) / 2
            kernel[int(round(middle + t * middle * np.sin(angle))), int(round(middle + t * middle * np.cos(angle)))] = 1
        return cv2.filter2D(x, -1, kernel / kernel.sum())
    if draw < 0.5:
        h, w = x.shape[:2]
        factor = generator.uniform(0.4, 0.9)
        small = cv2.resize(x, (int(w * factor), int(h * factor)), interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
    if draw < 0.65:
        soft = cv2.GaussianBlur(x, (0, 0), 1.0)
        return x + generator.uniform(0.3, 1.5) * (x - soft)
    return x

"""Depth Anything V2's architecture, written from the papers (arXiv 2406.09414, 2103.13413, 2304.07193) and the sizes in
its authors' configuration: a DINOv2 vision transformer whose tokens are tapped at four depths, and a DPT head that fuses
them from coarse to fine. For proving Fathom's path with the real structure; weights are random and seeded.

PyTorch 1.13 (Debian 12's python3-torch).
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

PATCH = 14
# DINOv2 learned its positions on 37 × 37 patches (518 px).
GRID = 37


@dataclass(frozen=True)
class Size:
    width: int
    depth: int
    heads: int
    taps: tuple
    fused: int
    levels: tuple


SIZES = {
    "vits": Size(384, 12, 6, (2, 5, 8, 11), 64, (48, 96, 192, 384)),
    "vitb": Size(768, 12, 12, (2, 5, 8, 11), 128, (96, 192, 384, 768)),
    "vitl": Size(1024, 24, 16, (4, 11, 17, 23), 256, (256, 512, 1024, 1024)),
    # Of the same structure, small enough for a test.
    "tiny": Size(24, 4, 2, (0, 1, 2, 3), 8, (6, 12, 24, 24)),
}


class Block(nn.Module):
    """Attention and a two-layer perceptron, each behind a norm, scaled per channel and added."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.before_attention = nn.LayerNorm(width, eps=1e-6)
        self.before_perceptron = nn.LayerNorm(width, eps=1e-6)
        self.query_key_value = nn.Linear(width, 3 * width)
        self.joined = nn.Linear(width, width)
        self.perceptron = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))
        self.attention_scale = nn.Parameter(torch.ones(width))
        self.perceptron_scale = nn.Parameter(torch.ones(width))

    def attend(self, tokens):
        batch, count, width = tokens.shape
        split = self.query_key_value(tokens).reshape(batch, count, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        weights = (query * (width // self.heads) ** -0.5 @ key.transpose(-2, -1)).softmax(-1)
        return self.joined((weights @ value).transpose(1, 2).reshape(batch, count, width))

    def forward(self, tokens):
        tokens = tokens + self.attention_scale * self.attend(self.before_attention(tokens))
        return tokens + self.perceptron_scale * self.perceptron(self.before_perceptron(tokens))


class Encoder(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.taps = size.taps
        self.patches = nn.Conv2d(3, size.width, PATCH, PATCH)
        self.first = nn.Parameter(torch.zeros(1, 1, size.width))
        self.positions = nn.Parameter(torch.zeros(1, 1 + GRID * GRID, size.width))
        self.blocks = nn.ModuleList(Block(size.width, size.heads) for _ in range(size.depth))
        self.norm = nn.LayerNorm(size.width, eps=1e-6)

    def positions_for(self, rows, columns):
        """Bicubic (a = -0.75) to the picture's patches, by size, as the ONNX files in circulation do it. The authors'
        code passes the factor (n + 0.1) / 37 instead, and leaves 37 × 37 as it is, as this does by itself."""
        grid = self.positions[:, 1:].reshape(1, GRID, GRID, -1).permute(0, 3, 1, 2)
        grid = F.interpolate(grid, size=(rows, columns), mode="bicubic", align_corners=False)
        return torch.cat([self.positions[:, :1], grid.flatten(2).transpose(1, 2)], 1)

    def forward(self, picture):
        grid = self.patches(picture)
        rows, columns = grid.shape[2], grid.shape[3]
        tokens = grid.flatten(2).transpose(1, 2)
        tokens = torch.cat([self.first.expand(tokens.shape[0], -1, -1), tokens], 1)
        tokens = tokens + self.positions_for(rows, columns)
        tapped = []
        for i, block in enumerate(self.blocks):
            tokens = block(tokens)
            if i in self.taps:
                tapped.append(self.norm(tokens)[:, 1:])
        return tapped, rows, columns


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, features):
        return features + self.second(F.relu(self.first(F.relu(features))))


class Fusion(nn.Module):
    """Adds a finer level to what came from below, and brings both to the next size."""

    def __init__(self, channels):
        super().__init__()
        self.finer = Residual(channels)
        self.both = Residual(channels)
        self.out = nn.Conv2d(channels, channels, 1)

    def forward(self, below, level=None, size=None):
        fused = self.both(below if level is None else below + self.finer(level))
        size = size or (fused.shape[2] * 2, fused.shape[3] * 2)
        return self.out(F.interpolate(fused, size=size, mode="bilinear", align_corners=True))


class Head(nn.Module):
    def __init__(self, size):
        super().__init__()
        a, b, c, d = size.levels
        self.project = nn.ModuleList(nn.Conv2d(size.width, channels, 1) for channels in size.levels)
        self.resize = nn.ModuleList(
            [
                nn.ConvTranspose2d(a, a, 4, 4),
                nn.ConvTranspose2d(b, b, 2, 2),
                nn.Identity(),
                nn.Conv2d(d, d, 3, 2, 1),
            ]
        )
        self.same = nn.ModuleList(nn.Conv2d(n, size.fused, 3, padding=1, bias=False) for n in size.levels)
        self.fuse = nn.ModuleList(Fusion(size.fused) for _ in size.levels)
        self.narrow = nn.Conv2d(size.fused, size.fused // 2, 3, padding=1)
        self.hidden = nn.Conv2d(size.fused // 2, 32, 3, padding=1)
        self.map = nn.Conv2d(32, 1, 1)

    def forward(self, tapped, rows, columns):
        levels = []
        for i, tokens in enumerate(tapped):
            grid = tokens.transpose(1, 2).reshape(tokens.shape[0], tokens.shape[2], rows, columns)
            levels.append(self.same[i](self.resize[i](self.project[i](grid))))
        path = self.fuse[3](levels[3], size=levels[2].shape[2:])
        path = self.fuse[2](path, levels[2], levels[1].shape[2:])
        path = self.fuse[1](path, levels[1], levels[0].shape[2:])
        path = self.fuse[0](path, levels[0])
        size = (rows * PATCH, columns * PATCH)
        full = F.interpolate(self.narrow(path), size=size, mode="bilinear", align_corners=True)
        return F.relu(self.map(F.relu(self.hidden(full))))


class DepthAnythingV2(nn.Module):
    """[n, 3, h, w], sides multiples of 14, normalised → [n, h, w], relative inverse depth, ≥ 0."""

    def __init__(self, name):
        super().__init__()
        self.encoder = Encoder(SIZES[name])
        self.head = Head(SIZES[name])

    def forward(self, picture):
        return self.head(*self.encoder(picture)).squeeze(1)


def seeded(name, seed=20261120):
    """The network with random weights that let a picture through: the map varies, and is not cut off at 0."""
    torch.manual_seed(seed)
    network = DepthAnythingV2(name).eval()
    with torch.no_grad():
        nn.init.normal_(network.encoder.positions, std=0.2)
        nn.init.normal_(network.encoder.first, std=0.2)
        for block in network.encoder.blocks:
            block.attention_scale.uniform_(0.1, 0.5)
            block.perceptron_scale.uniform_(0.1, 0.5)
        network.head.map.weight.abs_()
        network.head.map.bias.fill_(0.1)
    return network

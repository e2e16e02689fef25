"""Fathom Tiny: a small encoder-decoder that reads relative inverse depth (larger = nearer) from one picture."""
import torch
from torch import nn
from torch.nn import functional as F


def conv(inputs, outputs, stride=1, size=3):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class Block(nn.Module):
    """Two convolutions beside a straight path."""

    def __init__(self, channels):
        super().__init__()
        self.first = conv(channels, channels)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels)
        )

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


class Context(nn.Module):
    """Tells every place what the whole picture shows."""

    def __init__(self, channels):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 1)
        self.second = nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        whole = x.mean(dim=(2, 3), keepdim=True)
        return x + self.second(F.silu(self.first(whole)))


class FathomTiny(nn.Module):
    """
    Takes N×3×H×W, normalised as the manifest says, H and W multiples of 32; gives N×H×W (in training N×H/4×W/4, the
    size before the last enlargement). Two further channels with each pixel's place in the picture let it learn that
    what is low is often near.
    """

    def __init__(self):
        super().__init__()
        c2, c4, c8, c16, c32, d = 16, 32, 48, 96, 160, 32
        self.to_quarter = nn.Sequential(conv(5, c2, 2), conv(c2, c4, 2), conv(c4, c4))
        self.to_eighth = nn.Sequential(conv(c4, c8, 2), Block(c8), Block(c8))
        self.to_sixteenth = nn.Sequential(conv(c8, c16, 2), Block(c16), Block(c16), Block(c16))
        self.last = nn.Sequential(conv(c16, c32, 2), Block(c32), Context(c32), Block(c32), Context(c32))
        self.lateral = nn.ModuleList([nn.Conv2d(c, d, 1) for c in (c32, c16, c8, c4)])
        self.smooth = nn.ModuleList([conv(d, d) for _ in range(3)])
        self.head = nn.Conv2d(d, 1, 3, 1, 1)

    def forward(self, picture):
        # Running sums over ones give every pixel's row and column whatever the size, in ONNX too.
        ones = torch.ones_like(picture[:, :1])
        rows, columns = ones.cumsum(2), ones.cumsum(3)
        y = (2 * rows - 1) / rows[:, :, -1:, :] - 1
        x = (2 * columns - 1) / columns[:, :, :, -1:] - 1
        quarter = self.to_quarter(torch.cat([picture, y, x], 1))
        eighth = self.to_eighth(quarter)
        sixteenth = self.to_sixteenth(eighth)
        feature = self.lateral[0](self.last(sixteenth))
        for skip, lateral, smooth in zip((sixteenth, eighth, quarter), self.lateral[1:], self.smooth):
            feature = smooth(enlarged(feature, 2) + lateral(skip))
        at_quarter = self.head(feature)
        return (at_quarter if self.training else enlarged(at_quarter, 4))[:, 0]


def enlarged(x, factor):
    return F.interpolate(x, scale_factor=float(factor), mode="bilinear", align_corners=False)


class Mirrored(nn.Module):
    """The mean of what a network says of a picture and of its mirror image, turned back: what is exported and scored."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, picture):
        count = picture.shape[0]
        both = self.network(torch.cat([picture, picture.flip(3)]))
        return (both[:count] + both[count:].flip(2)) / 2

"""Scale-and-shift-invariant loss (median, mean absolute deviation) and multi-scale gradient matching."""
import torch


def normalise(maps):
    """(x − median) / mean |x − median|, picture by picture. Takes and gives N×H×W."""
    flat = maps.flatten(1)
    middle = flat.median(dim=1, keepdim=True).values
    spread = (flat - middle).abs().mean(dim=1, keepdim=True)
    return ((flat - middle) / (spread + 1e-6)).view_as(maps)


def gradient_matching(residual, scales=4):
    """Σ over strides 1, 2, 4, 8 of the mean |∂x R| + |∂y R|."""
    total = 0.0
    for k in range(scales):
        r = residual[:, :: 2**k, :: 2**k]
        total = total + (r[:, :, 1:] - r[:, :, :-1]).abs().mean() + (r[:, 1:] - r[:, :-1]).abs().mean()
    return total


def loss_terms(prediction, truth, cap, normalises=True):
    """
    Both N×H×W inverse depth. The truth's normalised values are capped above, so that a few very near pixels do not
    outweigh the picture. With `normalises` off, the prediction itself must be normalised: early in the training this
    keeps rare flat predictions, by whose spread the gradient is divided, from drowning all others.

    Returns the mean absolute residual and the gradient term.
    """
    target = normalise(truth).clamp(max=cap)
    residual = (normalise(prediction) if normalises else prediction) - target
    return residual.abs().mean(), gradient_matching(residual)

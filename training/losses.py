"""Scale-and-shift-invariant loss (median, mean absolute deviation), gradient matching, and the error that scoring sees."""
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


def aligned_log_error(prediction, truth, known):
    """
    Mean |log(f / g)| over the known pixels, N×H×W: f is the prediction fitted to the truth g by least squares in inverse
    depth, picture by picture, and clipped to the truth's own range, as scoring.py does it. The gradient runs through
    the fit too. Known: what has a truth and is at most fifty times as far as the nearest, for real sensors see no
    farther.
    """
    p, g, known = prediction.flatten(1), truth.flatten(1), known.flatten(1)
    known = known & (g > 0.02 * g.amax(dim=1, keepdim=True))
    weight = known / known.sum(dim=1, keepdim=True).clamp(min=1)
    p_mean, g_mean = (weight * p).sum(dim=1, keepdim=True), (weight * g).sum(dim=1, keepdim=True)
    variance = (weight * (p - p_mean) ** 2).sum(dim=1, keepdim=True)
    scale = (weight * (p - p_mean) * (g - g_mean)).sum(dim=1, keepdim=True) / (variance + 1e-3)
    fitted = scale * (p - p_mean) + g_mean
    least = torch.where(known, g, torch.inf).amin(dim=1, keepdim=True)
    most = torch.where(known, g, 0.0).amax(dim=1, keepdim=True)
    fitted = torch.minimum(torch.maximum(fitted, least), most)
    ratio = torch.where(known, fitted / g.clamp(min=1e-9), 1.0)
    return (weight * ratio.log().abs()).sum(dim=1).mean()

"""How a relative map is scored: aligned in inverse depth, judged in depth."""
import numpy as np


def fit(predictors, truth):
    """Least-squares combination of the columns (and a constant) nearest to the truth. predictors: N or N×K."""
    columns = predictors[:, None] if predictors.ndim == 1 else predictors
    design = np.column_stack([columns.astype(np.float64), np.ones(len(truth))])
    weights, *_ = np.linalg.lstsq(design, truth.astype(np.float64), rcond=None)
    return design @ weights


def aligned_scores(predictors, truth):
    """
    (AbsRel, δ1) of a prediction on the pixels with truth, both as inverse depth. The fitted prediction is clipped to the
    truth's own range, then both are turned into depth.
    """
    truth = truth.astype(np.float64)
    fitted = np.clip(fit(predictors, truth), truth.min(), truth.max())
    # |1/f − 1/g| ÷ (1/g) and max(f/g, g/f), with f and g inverse depths.
    ratio = truth / fitted
    return float(np.abs(ratio - 1).mean()), float((np.maximum(ratio, 1 / ratio) < 1.25).mean())

"""The other side of kittiFrame.ts: the same stages with OpenCV, NumPy and SciPy. Not started by hand.

Usage: kittiFrame.py LEFT RIGHT TRUTH OUT. For every line on standard input, one run; answers one JSON line with the
milliseconds of every stage and the numbers, so that both sides can be seen to do the same.
"""
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from scipy.ndimage import uniform_filter

LEFT, RIGHT, TRUTH, OUT = sys.argv[1:]
OPTIONS = dict(minDisparity=0, numDisparities=128, blockSize=5, P1=200, P2=800, disp12MaxDiff=1, preFilterCap=63,
               uniquenessRatio=10, speckleWindowSize=100, speckleRange=2)


def masked_ssim(p, g, L, win=7, least=0.5):
    valid = np.isfinite(p) & np.isfinite(g)
    n = np.rint(uniform_filter(valid.astype(np.float64), win) * win * win)
    mean = lambda v: uniform_filter(v, win) * win * win / np.maximum(n, 1)
    p, g = np.where(valid, p, 0.0), np.where(valid, g, 0.0)
    up, ug, norm = mean(p), mean(g), n / np.maximum(n - 1, 1)
    vp, vg, vpg = norm * (mean(p * p) - up**2), norm * (mean(g * g) - ug**2), norm * (mean(p * g) - up * ug)
    c1, c2 = (0.01 * L) ** 2, (0.03 * L) ** 2
    s = ((2 * up * ug + c1) * (2 * vpg + c2)) / ((up**2 + ug**2 + c1) * (vp + vg + c2))
    return np.where((n >= 2) & (n >= least * win * win), s, np.nan)


def metrics_of(p, g):
    ok = np.isfinite(p) & np.isfinite(g)
    e, known = np.abs(p[ok] - g[ok]), np.isfinite(g).sum()
    out = {f"bad{t}": 100 * np.mean(e > t) for t in (0.5, 1, 2, 3, 4, 5)}
    out.update(epe=e.mean(), rms=np.sqrt((e**2).mean()), d1All=100 * np.mean((e > 3) & (e / g[ok] > 0.05)),
               totalBad2=100 * ((e > 2).sum() + known - ok.sum()) / known, density=100 * ok.sum() / known)
    out.update(zip(("a50", "a90", "a95", "a99"), np.percentile(e, (50, 90, 95, 99))))
    return out


def regions_of(error, g, merge=8, least=64):
    with np.errstate(invalid="ignore"):
        failing = (np.abs(error) > 3) & (np.abs(error) > 0.05 * g)
    away = cv2.distanceTransform((~failing).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    grown = (away <= merge / 2).astype(np.uint8)
    closed = failing | (cv2.distanceTransform(grown, cv2.DIST_L2, cv2.DIST_MASK_PRECISE) > merge / 2)
    count, labels = cv2.connectedComponents(grown, connectivity=8)
    areas = np.bincount(labels[closed], minlength=count)
    kept = [k for k in range(1, count) if areas[k] >= least]
    for k in kept:
        contours, _ = cv2.findContours((labels == k).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        cv2.approxPolyDP(contours[0], 1, True)
    return len(kept)


def run():
    stages, last = {}, time.perf_counter()

    def done(stage):
        nonlocal last
        now = time.perf_counter()
        stages[stage] = 1000 * (now - last)
        last = now

    left, right = cv2.imread(LEFT), cv2.imread(RIGHT)
    raw = cv2.imread(TRUTH, cv2.IMREAD_UNCHANGED).astype(np.float32)
    g = np.where(raw == 0, np.float32(np.nan), raw / np.float32(256))
    done("decode")
    left, right = (cv2.cvtColor(v, cv2.COLOR_BGR2GRAY) for v in (left, right))
    done("grey")
    fixed = cv2.StereoSGBM_create(**OPTIONS, mode=cv2.StereoSGBM_MODE_SGBM).compute(left, right)
    p = np.where(fixed < 0, np.nan, fixed / 16.0)
    done("match")
    g64 = g.astype(np.float64)
    error = p - g64
    done("convert")
    ssim = masked_ssim(p, g64, np.nanmax(g64) - np.nanmin(g64))
    done("ssim")
    numbers = metrics_of(p, g64)
    numbers["ssim"] = np.nanmean(ssim[3:-3, 3:-3])
    done("metrics")
    numbers["regions"] = regions_of(error, g64)
    done("regions")
    for name, values in (("prediction", p), ("error", error), ("ssim", ssim)):
        np.save(Path(OUT) / f"python-{name}.npy", values.astype(np.float32))
    done("save")
    return dict(stages=stages, numbers={k: float(v) for k, v in numbers.items()})


print(json.dumps(dict(ready=f"OpenCV {cv2.__version__}, NumPy {np.__version__}")), flush=True)
for _ in sys.stdin:
    print(json.dumps(run()), flush=True)

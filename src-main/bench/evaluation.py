#!/usr/bin/python3
"""The other side of evaluation.ts: the same metrics with NumPy, SciPy and scikit-image, on one thread. Not started by hand.

Usage: evaluation.py FOLDER WIDTH HEIGHT RIG. FOLDER has truth.f32, prediction.f32 (disparity in px, NaN = none) and
uncertainty.f32; RIG is JSON. For every line on standard input one run: `frame` for every metric of that frame, or the name
of a family for it alone, or `dataset N` for the pixel metrics and SSIM of N frames read from truth.png and prediction.npy.
Answers one JSON line with times in ms and the numbers.
"""
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import skimage
from scipy.ndimage import uniform_filter

sys.path.insert(0, str(Path(__file__).parents[1] / "testing/fixtures/metricFamilies"))
import families as F  # noqa: E402

cv2.setNumThreads(1)
FOLDER, SHAPE, RIG = Path(sys.argv[1]), (int(sys.argv[3]), int(sys.argv[2])), json.loads(sys.argv[4])
FB = RIG["focalPx"] * RIG["baselineM"]


def read(name):
    return np.fromfile(FOLDER / name, "<f4").reshape(SHAPE).astype(np.float64)


def masked_ssim(p, g, win=7, least=0.5):
    L = np.nanmax(g) - np.nanmin(g)
    valid = np.isfinite(p) & np.isfinite(g)
    centre = np.nanmean(g)
    n = np.rint(uniform_filter(valid.astype(np.float64), win) * win * win)
    safe = np.maximum(n, 1)
    mean = lambda v: uniform_filter(v, win) * win * win / safe
    p, g = np.where(valid, p - centre, 0.0), np.where(valid, g - centre, 0.0)
    up, ug, norm = mean(p), mean(g), n / np.maximum(n - 1, 1)
    vp, vg, vpg = norm * (mean(p * p) - up**2), norm * (mean(g * g) - ug**2), norm * (mean(p * g) - up * ug)
    up, ug = up + centre, ug + centre
    c1, c2 = (0.01 * L) ** 2, (0.03 * L) ** 2
    s = ((2 * up * ug + c1) * (2 * vpg + c2)) / ((up**2 + ug**2 + c1) * (vp + vg + c2))
    s = np.where((n >= 2) & (n >= least * win * win), s, np.nan)
    r = win // 2
    psnr = 10 * np.log10(L * L / np.mean((p - g)[valid] ** 2))
    return dict(ssim=np.nanmean(np.where(valid, s, np.nan)[r:-r, r:-r]), psnr=psnr)


def disparity(p, g):
    ok, known = np.isfinite(p) & np.isfinite(g), np.isfinite(g).sum()
    e = np.abs(p[ok] - g[ok])
    out = {n: 100 * np.mean(e > t) for n, t in
           (("bad05", 0.5), ("bad1", 1), ("bad2", 2), ("out3", 3), ("bad4", 4), ("out5", 5))}
    out.update(epe=e.mean(), rms=np.sqrt((e**2).mean()), d1All=100 * np.mean((e > 3) & (e / g[ok] > 0.05)),
               totalBad2=100 * ((e > 2).sum() + known - ok.sum()) / known, density=100 * ok.sum() / known)
    out.update(zip(("a50", "a90", "a95", "a99"), np.percentile(e, (50, 90, 95, 99))))
    return out


def depth(p, g):
    ok = np.isfinite(p) & np.isfinite(g)
    p, g = p[ok], g[ok]
    d = p - g
    out = dict(absRel=(np.abs(d) / g).mean(), sqRel=(d * d / g).mean(), sqErrorRel=((d / g) ** 2).mean(),
               rmse=np.sqrt((d * d).mean()), mae=np.abs(d).mean(), mse=(d * d).mean())
    e, i, r = np.log(p) - np.log(g), 1 / p - 1 / g, np.maximum(p / g, g / p)
    out.update(rmseLog=np.sqrt((e * e).mean()), log10=np.abs(np.log10(p) - np.log10(g)).mean(),
               silog=100 * np.sqrt((e * e).mean() - e.mean() ** 2),
               silogHalf=np.sqrt((e * e).mean() - 0.5 * e.mean() ** 2),
               silogLoss=10 * np.sqrt(np.var(e, ddof=1) + 0.15 * e.mean() ** 2), imae=np.abs(i).mean(),
               irmse=np.sqrt((i * i).mean()), delta1=(r < 1.25).mean(), delta2=(r < 1.25**2).mean(),
               delta3=(r < 1.25**3).mean())
    return out


def to_depth(d):
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(d > 0, FB / d, np.nan)


P, G, U = read("prediction.f32"), read("truth.f32"), read("uncertainty.f32")
PARTS = dict(
    pixels=lambda p, g, zp, zg: dict(masked_ssim(p, g), **disparity(p, g), **depth(zp, zg)),
    losses=lambda p, g, zp, zg: F.losses(p, g),
    boundary=lambda p, g, zp, zg: F.boundary(zp, zg),
    edges=lambda p, g, zp, zg: F.edges(zp, zg),
    normals=lambda p, g, zp, zg: F.normals(zp, zg, RIG),
    planes=lambda p, g, zp, zg: F.directed(zp, zg),
    cloud=lambda p, g, zp, zg: F.cloud(zp, zg, RIG),
    sparsification=lambda p, g, zp, zg: F.sparsification(zp, zg, U),
)


def run(request):
    if request.startswith("dataset"):
        rows = []
        for _ in range(int(request.split()[1])):
            raw = cv2.imread(str(FOLDER / "truth.png"), cv2.IMREAD_UNCHANGED).astype(np.float64)
            g = np.where(raw == 0, np.nan, raw / 256)
            p = np.load(FOLDER / "prediction.npy").astype(np.float64)
            rows.append(PARTS["pixels"](p, g, to_depth(p), to_depth(g)))
        return {k: float(np.mean([row[k] for row in rows])) for k in rows[0]}
    zp, zg = to_depth(P), to_depth(G)
    wanted = PARTS if request == "frame" else [request]
    return {k: v for name in wanted for k, v in PARTS[name](P, G, zp, zg).items()}


versions = f"NumPy {np.__version__}, scikit-image {skimage.__version__}"
print(json.dumps(dict(ready=versions)), flush=True)
for line in sys.stdin:
    wall, cpu = time.perf_counter(), time.process_time()
    numbers = run(line.strip())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps(dict(wallMs=1000 * wall, cpuMs=1000 * cpu, numbers={k: float(v) for k, v in numbers.items()})),
          flush=True)

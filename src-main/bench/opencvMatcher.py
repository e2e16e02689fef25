#!/usr/bin/python3
"""Matches with OpenCV's StereoSGBM on request: one JSON object per line in, one out. Used by stereo.ts.

{"left": file, "right": file, "width": w, "height": h, "channels": c}   raw 8-bit pictures for the requests that follow
{"values": [...], "mode": n, "threads": n}               → {"ms", "cpuMs", "sha256", "version"}
"""
import hashlib
import json
import sys
import time

import cv2
import numpy as np

pair = []
for line in sys.stdin:
    request = json.loads(line)
    if "left" in request:
        shape = (request["height"], request["width"], request["channels"])
        pair = [np.fromfile(request[side], np.uint8).reshape(shape) for side in ("left", "right")]
        print("{}", flush=True)
        continue
    cv2.setNumThreads(request["threads"])
    matcher = cv2.StereoSGBM_create(*request["values"], request["mode"])
    wall, cpu = time.perf_counter(), time.process_time()
    disparity = matcher.compute(*pair)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    digest = hashlib.sha256(disparity.astype("<i2").tobytes()).hexdigest()
    print(json.dumps({"ms": 1000 * wall, "cpuMs": 1000 * cpu, "sha256": digest, "version": cv2.__version__}), flush=True)

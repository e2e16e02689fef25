"""
Scores a checkpoint on real pictures against three trivial predictors.

    evaluate.py --shared FOLDER --checkpoint FILE [--results FILE] [--preview FOLDER]

FOLDER holds the real samples (its README names them); see README.md here for the protocol.
"""
import argparse
import json
import os

import cv2
import numpy as np
import torch

import real_images
from network import FathomTiny, Mirrored
from pictures import predict
from scoring import aligned_scores

def trivial_predictors(rgb):
    """Constant; row (0 above, 1 below); row and brightness (Rec. 601 grey, 0 to 1), a coefficient each."""
    h, w = rgb.shape[:2]
    rows = np.broadcast_to(np.linspace(0, 1, h)[:, None], (h, w))
    grey = rgb.astype(np.float64) @ (0.299, 0.587, 0.114) / 255
    return {
        "constant": np.zeros((h, w, 1)),
        "ramp": rows[:, :, None],
        "rampAndBrightness": np.stack([rows, grey], axis=2),
    }


def scores(prediction, truth):
    known = truth > 0
    absrel, delta1 = aligned_scores(prediction[known], truth[known])
    return {"absRel": round(absrel, 4), "delta1": round(delta1, 4)}


def judge(model, folder, entry, preview=None):
    rgb, truth = real_images.load(folder, entry)
    prediction = predict(model, rgb)
    own = scores(prediction, truth)
    trivial = {name: scores(map_, truth) for name, map_ in trivial_predictors(rgb).items()}
    best = {
        "absRel": min(score["absRel"] for score in trivial.values()),
        "delta1": max(score["delta1"] for score in trivial.values()),
    }
    if preview:
        draw(preview, rgb, truth, prediction)
    return {
        "fathomTiny": own,
        "trivial": trivial,
        "beatsBoth": own["absRel"] < best["absRel"] and own["delta1"] > best["delta1"],
    }


def draw(path, rgb, truth, prediction):
    """Picture, truth and fitted prediction side by side."""
    known = truth > 0
    scale, shift = np.polyfit(prediction[known], truth[known], 1)
    top = np.percentile(truth[known], 99)

    def colours(values):
        return cv2.applyColorMap((np.clip(values / top, 0, 1) * 255).astype(np.uint8), cv2.COLORMAP_INFERNO)

    strip = np.hstack([rgb[:, :, ::-1], colours(truth), colours(scale * prediction + shift)])
    height = 180
    cv2.imwrite(path, cv2.resize(strip, (strip.shape[1] * height // strip.shape[0], height), interpolation=cv2.INTER_AREA))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", required=True)
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--results")
    parser.add_argument("--preview")
    options = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(options.checkpoint, map_location="cpu")
    network = FathomTiny()
    network.load_state_dict(saved["average"])
    model = Mirrored(network).eval()
    figures = {"step": saved["step"]}
    for group, entries in (("chosen", real_images.CHOSEN), ("further", real_images.FURTHER)):
        figures[group] = {}
        for name, entry in entries.items():
            preview = options.preview and os.path.join(options.preview, f"{name}.png")
            result = judge(model, options.shared, entry, preview)
            figures[group][name] = result
            own, t = result["fathomTiny"], result["trivial"]
            row = "  ".join(f"{s['absRel']:.3f}/{s['delta1']:.3f}" for s in t.values())
            print(f"{name:32} {own['absRel']:.3f}/{own['delta1']:.3f}  {row}  {'beats both' if result['beatsBoth'] else '-'}")
        figures[group + "BeatsBoth"] = sum(r["beatsBoth"] for r in figures[group].values())
        print(group, figures[group + "BeatsBoth"], "of", len(figures[group]))
    if options.results:
        with open(options.results, "w") as file:
            json.dump(figures, file, indent=2)
            file.write("\n")


if __name__ == "__main__":
    main()

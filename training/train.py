"""
Trains Fathom Tiny on a rendered set. Stops and goes on from its last checkpoint: weights, running average, optimiser
and the state of every random generator.

    train.py --data FOLDER --run FOLDER [--threads 1]

FOLDER of the data holds `train` and `held-out`; the run's folder gets `checkpoint.pt` and `log.jsonl`.
"""
import argparse
import copy
import json
import multiprocessing
import os
import queue
import time

import cv2
import numpy as np
import torch
from torch.nn.functional import avg_pool2d, max_pool2d

from data import FAMILIES, RenderedSet, fitted_crop, vary
from losses import aligned_log_error, loss_terms
from network import FathomTiny
from pictures import as_tensor, predict
from scoring import aligned_scores

# Steps from one update of the running average to the next.
AVERAGE_EVERY = 5
HERE = os.path.dirname(os.path.abspath(__file__))


def stage_at(step, config):
    return [stage for stage in config["stages"] if stage["from"] <= step][-1]


def make_batch(rendered, step, config):
    """The batch of a step, N×H×W×3 uint8 and N×H×W: the same whenever the same pictures are there."""
    generator = np.random.default_rng([config["seed"], step])
    stage = stage_at(step, config)
    shapes = stage["shapes"]
    shares = np.array([shape["share"] for shape in shapes])
    shape = shapes[generator.choice(len(shapes), p=shares / shares.sum())]
    wanted = shape["width"] / shape["height"]
    pictures, truths = [], []
    while len(pictures) < shape["batch"]:
        picture, truth, _ = rendered.draw(generator, config["families"], config["enough"])
        proportions = truth.shape[1] / truth.shape[0]
        # A wide strip of a narrow picture is a poor sample: take it seldom.
        fit = min(proportions / wanted, wanted / proportions)
        if generator.random() > fit**1.5:
            continue
        picture, truth = fitted_crop(picture, truth, (shape["width"], shape["height"]), generator, stage["leastCrop"])
        if truth.max() <= truth.min() * 1.02:
            continue
        pictures.append(vary(picture, generator) if generator.random() < stage["varied"] else picture)
        truths.append(truth / truth.mean())
    return np.stack(pictures), np.stack(truths)


def batches_ahead(rendered, first, config, depth=8):
    """Prepares batches in a process of its own: beside the training in one process it would hold Python's lock."""
    context = multiprocessing.get_context("fork")
    ready = context.Queue(depth)
    trainer = os.getpid()

    def hand_over(item):
        while os.getppid() == trainer:
            try:
                return ready.put(item, timeout=5)
            except queue.Full:
                continue
        ready.cancel_join_thread()
        raise SystemExit("the training has ended")

    def work():
        cv2.setNumThreads(1)
        for step in range(first, config["steps"]):
            if step % 100 == 0:
                rendered.refresh()
            hand_over((step, len(rendered), *make_batch(rendered, step, config)))
        hand_over(None)

    context.Process(target=work, daemon=True).start()
    return iter(ready.get, None)


def rate_at(step, config):
    """Rises, stays, then falls in a straight line to zero."""
    rise = min(1.0, (step + 1) / config["warmUpSteps"])
    fall = min(1.0, max(0.0, (config["steps"] - step) / (config["steps"] - config["decayFrom"])))
    return config["learningRate"] * rise * fall


def update_average(average, model, keep):
    with torch.no_grad():
        for a, m in zip(average.state_dict().values(), model.state_dict().values()):
            if a.dtype.is_floating_point:
                a.lerp_(m, 1 - keep)
            else:
                a.copy_(m)


def held_out_figures(model, held_out, config, every):
    """Mean loss, AbsRel and δ1 over the held-out pictures, unvaried; δ1 by family too."""
    model.eval()
    losses, scores, families = [], [], []
    for i in range(0, len(held_out), every):
        picture, truth, family = held_out[i]
        prediction = predict(model, picture)
        ssi, _ = loss_terms(torch.from_numpy(prediction)[None], torch.from_numpy(truth)[None], config["cap"])
        losses.append(float(ssi))
        seen = truth > 0
        if seen.sum() < 100:
            continue
        scores.append(aligned_scores(prediction[seen], truth[seen]))
        families.append(family)
    absrel, delta1 = np.array(scores).T
    families = np.array(families)
    return {
        "loss": float(np.mean(losses)),
        "absRel": float(absrel.mean()),
        "delta1": float(delta1.mean()),
        "delta1ByFamily": {f: float(delta1[families == f].mean()) for f in FAMILIES if (families == f).any()},
        "pictures": len(scores),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--run", required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--log-every", type=int, default=50)
    parser.add_argument("--check-every", type=int, default=2000)
    parser.add_argument("--save-every", type=int, default=200)
    options = parser.parse_args()
    with open(os.path.join(HERE, "config.json")) as file:
        config = json.load(file)
    torch.set_num_threads(options.threads)
    torch.manual_seed(config["seed"])
    os.makedirs(options.run, exist_ok=True)
    checkpoint_path = os.path.join(options.run, "checkpoint.pt")

    model = FathomTiny().to(memory_format=torch.channels_last)
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=config["learningRate"], weight_decay=config["weightDecay"], fused=True, betas=(0.9, 0.99))
    first, seconds = 0, 0.0
    if os.path.exists(checkpoint_path):
        saved = torch.load(checkpoint_path)
        model.load_state_dict(saved["model"])
        average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["random"])
        first, seconds = saved["step"], saved["seconds"]
    rendered = RenderedSet(os.path.join(options.data, "train"))
    held_out = RenderedSet(os.path.join(options.data, "held-out"))
    # Pictures of the families that came later, judged apart so that the other figures stay comparable.
    later = os.path.join(options.data, "held-out-later")

    log = open(os.path.join(options.run, "log.jsonl"), "a")

    def note(record):
        log.write(json.dumps({k: round(v, 5) if isinstance(v, float) else v for k, v in record.items()}) + "\n")
        log.flush()

    def save(step):
        state = {
            "model": model.state_dict(),
            "average": average.state_dict(),
            "optimiser": optimiser.state_dict(),
            "random": torch.get_rng_state(),
            "step": step,
            "seconds": seconds,
        }
        torch.save(state, checkpoint_path + ".part")
        os.replace(checkpoint_path + ".part", checkpoint_path)

    sums = np.zeros(4)
    started = time.time()
    for step, available, pictures, truths in batches_ahead(rendered, first, config):
        model.train()
        pictures, truths = as_tensor(pictures), torch.from_numpy(truths)
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, config)
        stage = stage_at(step, config)
        with torch.autocast("cpu", torch.bfloat16):
            prediction = model(pictures.to(memory_format=torch.channels_last))
        prediction = prediction.float()
        small = avg_pool2d(truths, 4)
        ssi, gm = loss_terms(prediction, small, config["cap"], stage["normalises"])
        # A coarse pixel is known where none of its sixteen is sky.
        aligned = aligned_log_error(prediction, small, max_pool2d(-truths, 4) < 0)
        optimiser.zero_grad(set_to_none=True)
        (ssi + stage["gradientWeight"] * gm + stage["alignedWeight"] * aligned).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        if step % AVERAGE_EVERY == 0:
            update_average(average, model, min(config["averaging"], (step + 1) / (step + 10)) ** AVERAGE_EVERY)
        sums += (ssi.item(), gm.item(), aligned.item(), 1)
        done = step + 1
        if done % options.log_every == 0:
            seconds += time.time() - started
            started = time.time()
            ssi_mean, gm_mean, aligned_mean = sums[:3] / sums[3]
            note({"step": done, "ssi": ssi_mean, "gradient": gm_mean, "aligned": aligned_mean, "rate": rate_at(step, config), "pictures": available, "seconds": seconds})
            sums[:] = 0
        if done % options.check_every == 0 or done == config["steps"]:
            note({"step": done, "heldOut": held_out_figures(average, held_out, config, 1 if done == config["steps"] else 3)})
        if done == config["steps"] and os.path.isdir(later):
            note({"step": done, "heldOutLater": held_out_figures(average, RenderedSet(later), config, 1)})
        if done % options.save_every == 0 or done == config["steps"]:
            save(done)


if __name__ == "__main__":
    main()

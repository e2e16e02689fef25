"""
Draws the curves of a run as SVG: plot_run.py LOG.jsonl OUT.svg. Left: training loss terms; right: held-out δ1 and
AbsRel of the averaged weights.
"""
import json
import sys

WIDTH, HEIGHT, LEFT, TOP, PLOT_W, PLOT_H = 860, 320, 60, 40, 330, 220
COLOURS = ("#4269d0", "#c2410c")


def read(path):
    """A run that was stopped repeats the steps since its last checkpoint: the later record counts."""
    training, held_out = {}, {}
    with open(path) as file:
        for line in file:
            record = json.loads(line)
            if "heldOutLater" not in record:
                (held_out if "heldOut" in record else training)[record["step"]] = record
    return sorted(training.items()), sorted(held_out.items())


def panel(x0, title, steps, series):
    """series: [(name, values, low, high)], each on its own scale, said in the legend."""
    last = steps[-1] if steps else 1
    parts = [
        f'<text x="{x0}" y="{TOP - 18}" font-weight="600">{title}</text>',
        f'<rect x="{x0}" y="{TOP}" width="{PLOT_W}" height="{PLOT_H}" fill="none" stroke="#999"/>',
        f'<text x="{x0}" y="{TOP + PLOT_H + 16}">0</text>',
        f'<text x="{x0 + PLOT_W}" y="{TOP + PLOT_H + 16}" text-anchor="end">step {last}</text>',
    ]
    for k, (name, values, low, high) in enumerate(series):
        points = " ".join(
            f"{x0 + PLOT_W * s / last:.1f},{TOP + PLOT_H * (1 - (min(max(v, low), high) - low) / (high - low)):.1f}"
            for s, v in zip(steps, values)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[k]}" stroke-width="1.5"/>')
        parts.append(
            f'<text x="{x0}" y="{TOP + PLOT_H + 36 + 16 * k}" fill="{COLOURS[k]}">{name}, axis {low:g} to {high:g}, '
            f"last {values[-1]:.3f}</text>"
        )
    return "".join(parts)


def main():
    training, held_out = read(sys.argv[1])
    steps = [step for step, _ in training]
    left = panel(
        LEFT,
        "Training",
        steps,
        [
            ("scale-and-shift-invariant term", [r["ssi"] for _, r in training], 0.2, 1.0),
            ("aligned error", [r["aligned"] for _, r in training], 0.0, 0.4),
        ],
    )
    figures = [r["heldOut"] for _, r in held_out]
    right = panel(
        LEFT + PLOT_W + 80,
        "Held-out pictures",
        [step for step, _ in held_out],
        [
            ("δ1", [f["delta1"] for f in figures], 0.4, 1.0),
            ("AbsRel", [f["absRel"] for f in figures], 0.0, 0.4),
        ],
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>{left}{right}</svg>\n'
    )
    with open(sys.argv[2], "w") as file:
        file.write(svg)


if __name__ == "__main__":
    main()

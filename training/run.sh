#!/bin/sh
# Repeats everything: renders the training set, trains, judges, exports, compares the runtimes. About 2 GB and some hours
# on two cores; every part goes on where it was stopped. Usage: [PYTHON=/usr/bin/python3] training/run.sh [WORK_FOLDER] [SHARED_DATA_FOLDER]
set -eu
cd "$(dirname "$0")/.."
work=${1:-/tmp/fathom-training}
data=${2:-../shared/data}
render="node_modules/.bin/node src-main/sample/training/renderTrainingSet.ts"
shards() { "${PYTHON:-python3}" -c "import json; print(json.load(open('training/config.json'))['shards']['$1'])"; }
$render --out "$work/held-out" --seed 2 --shards "$(shards held-out)"
$render --out "$work/held-out-later" --seed 2 --first 42 --shards "$(shards held-out-later)"
$render --out "$work/train" --seed 1 --shards "$(shards train)"
"${PYTHON:-python3}" training/train.py --data "$work" --run "$work/run"
cp "$work/run/log.jsonl" training/log.jsonl
"${PYTHON:-python3}" training/plot_run.py training/log.jsonl training/curves.svg
"${PYTHON:-python3}" training/export.py --checkpoint "$work/run/checkpoint.pt" --out resources/models/fathom-tiny.onnx --samples "$work/samples"
node_modules/.bin/node training/compareRuntimes.mjs resources/models/fathom-tiny.onnx "$work/samples"
if [ -d "$data" ]; then
  "${PYTHON:-python3}" training/evaluate.py --shared "$data" --checkpoint "$work/run/checkpoint.pt" --results training/results.json
fi

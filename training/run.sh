#!/bin/sh
# Corpus in, published teaching model out. Usage: training/run.sh CORPUS [WORK]
#   CORPUS  a folder with train.txt.xz and valid.txt.xz
#   WORK    where everything in between is kept (default: training/work); run again to go on after a stop
# Needs Python 3.11 or later with PyTorch, NumPy and `regex`
# (Debian: python3-torch python3-numpy python3-regex libopenblas0-pthread), and Node 24 for the last steps.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
site=$(dirname "$here")
corpus=$1
work=${2:-$here/work}
merges=$site/public/models/teaching/merges.txt
model=$site/public/models/teaching
python=${PYTHON:-python3}
export ATEN_CPU_CAPABILITY=${ATEN_CPU_CAPABILITY:-default}
[ "$ATEN_CPU_CAPABILITY" = default ] && grep -q avx512f /proc/cpuinfo 2>/dev/null && ATEN_CPU_CAPABILITY=avx512
cd "$here"
[ -e "$work/data/valid.npy" ] || $python prepare.py --corpus "$corpus" --merges "$merges" --out "$work/data"
$python train.py --config teaching.json --data "$work/data" --out "$work/run"
$python export.py --state "$work/run/state.pt" --config teaching.json --merges "$merges" --out "$work/export"
cd "$site"
node tools/model/write-int8.ts "$work/export" "$model/model.safetensors"
cp "$work/export/config.json" "$work/export/merges.txt" "$work/export/vocab.json" "$work/export/tokenizer_config.json" "$model/"
cd "$here"
$python reference.py --model "$model" --out "$site/tests/fixtures/teaching"
$python report.py --config teaching.json --model "$model" --run "$work/run" --data "$work/data" --out report.json
$python card.py --report report.json --out "$model/README.md"
cd "$site"
npm run stored

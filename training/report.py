"""Measures a trained model as it is published, and its checkpoints, and writes report.json and the card's parts."""
import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch

import kneser_ney
import safetensors
from config import Config
from evaluate import held_out_loss
from heads import head_scores
from model import Params
from samples import sample
from tokenizer import Tokenizer

PROMPTS = ["", "Once upon a time there was a little girl who", "The old man looked at the sea, and"]
SAMPLES = 20


def published(model: Path) -> Params:
    """The weights as the model's directory holds them, in float32."""
    stored = safetensors.weights(model / "model.safetensors")
    return {name: torch.from_numpy(values.astype(np.float32)) for name, values in stored.items()}


def bits_per_byte(nats: float, tokens: int, size: int) -> float:
    """nats per token → bits per byte of a text of `tokens` tokens and `size` bytes."""
    return nats / math.log(2) * tokens / size


def best(scores: dict) -> dict:
    """The head with the highest score of each kind: [layer, head, score]."""
    found = {}
    for kind, layers in scores.items():
        if kind != "copying":
            found[kind] = max(([l, h, s] for l, row in enumerate(layers) for h, s in enumerate(row)), key=lambda x: x[2])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the published directory")
    parser.add_argument("--run", type=Path, required=True, help="the folder that train.py wrote")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--valid-bytes", type=int, default=541_327)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    config = Config.read(args.config)
    tokenizer = Tokenizer(args.model / "merges.txt")
    valid = np.load(args.data / "valid.npy")
    as_bits = lambda nats: round(bits_per_byte(nats, len(valid), args.valid_bytes), 4)

    def measured(params: Params, windows: int | None) -> dict:
        nats, scores = held_out_loss(params, config, valid, windows), head_scores(params, config)
        texts = [prompt + sample(params, config, tokenizer, 1, prompt, 60)[len(prompt) :] for prompt in PROMPTS]
        heads = {kind: scores[kind] for kind in scores if kind != "copying"}
        return {
            "heldOut": {"nats": round(nats, 4), "bitsPerByte": as_bits(nats)},
            "copying": {k: round(v, 4) for k, v in scores["copying"].items()},
            "heads": heads,
            "best": best(scores),
            "samples": texts,
        }

    checkpoints = []
    for step in sorted(int(f.stem[5:]) for f in args.run.glob("step-*.pt")):
        halves = torch.load(args.run / f"step-{step}.pt", map_location="cpu")["params"]
        params = {name: p.float() for name, p in halves.items()}
        checkpoints.append({"step": step, **measured(params, 64)})
        print(step, checkpoints[-1]["heldOut"], checkpoints[-1]["best"], checkpoints[-1]["copying"], flush=True)

    params = published(args.model)
    final = measured(params, None)
    final["samples"] = [sample(params, config, tokenizer, seed) for seed in range(1, SAMPLES + 1)]
    levels = kneser_ney.train(np.load(args.data / "train.npy"), config.vocabulary)
    kn = -float(kneser_ney.log_probabilities(levels, valid, config.vocabulary).mean())
    report = {
        "config": json.loads(args.config.read_text()),
        "log": [json.loads(line) for line in (args.run / "log.jsonl").read_text().splitlines()],
        "checkpoints": checkpoints,
        "published": final,
        "kneserNey5": {"nats": round(kn, 4), "bitsPerByte": as_bits(kn)},
        "heldOutText": {"bytes": args.valid_bytes, "tokens": len(valid)},
    }
    args.out.write_text(json.dumps(report, ensure_ascii=False) + "\n")
    print({k: final[k] for k in ("heldOut", "copying", "best")}, report["kneserNey5"])


if __name__ == "__main__":
    main()

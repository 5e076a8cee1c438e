"""Trains the model of a configuration, or goes on with it; writes a log, checkpoints and the weights."""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from batches import Batches
from config import Config
from evaluate import held_out_loss
from model import initial, loss
from muon import Optimiser


def gradients(params, config, ids, targets, device, guidance=0):
    """Loss and gradients; the products in bfloat16, the parameters in float32."""
    leaves = {name: p.to(torch.bfloat16).requires_grad_() for name, p in params.items()}
    value = loss(leaves, config, ids.to(device), targets.to(device), guidance)
    grads = torch.autograd.grad(value, list(leaves.values()))
    return value.item(), {name: g.float() for name, g in zip(leaves, grads)}


def clipped(grads, most=1.0):
    total = torch.stack([g.square().sum() for g in grads.values()]).sum().sqrt()
    factor = min(1.0, most / (total.item() + 1e-6))
    return {name: g.mul_(factor) for name, g in grads.items()}


def save(file: Path, **state) -> None:
    temporary = file.with_suffix(".part")
    torch.save(state, temporary)
    temporary.replace(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="the folder that prepare.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="origin", type=Path, help="a state to begin with, of another run")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    config = Config.read(args.config)
    args.out.mkdir(parents=True, exist_ok=True)

    params = initial(config, torch.Generator().manual_seed(config.seed))
    params = {name: p.to(device) for name, p in params.items()}
    optimiser = Optimiser(params, config.muon_rate, config.adam_rate, config.weight_decay)
    first, state_file = 0, args.out / "state.pt"
    source = state_file if state_file.exists() else args.origin
    if source:
        state = torch.load(source, map_location=device)
        for name in params:
            params[name].copy_(state["params"][name])
        optimiser.load(state["optimiser"])
        first = state["step"]
        print(f"going on at step {first}", flush=True)

    batches = Batches(np.load(args.data / "train.npy"), config)
    valid = np.load(args.data / "valid.npy")
    log = (args.out / "log.jsonl").open("a")
    began, recent = time.time(), []
    for step in range(first, config.steps + 1):
        if step % 250 == 0 or step == config.steps or step in config.checkpoints:
            save(state_file, params=params, optimiser=optimiser.state(), step=step)
            line = {"step": step, "tokens": step * config.rows * config.positions}
            whole = step == config.steps
            line["heldOut"] = held_out_loss(params, config, valid, None if whole else 64)
            line["windows"] = (len(valid) - 1) // config.positions if whole else 64
            line["train"] = float(np.mean(recent)) if recent else None
            line["rate"], line["seconds"] = config.rate(step) if not whole else 0, round(time.time() - began)
            print(json.dumps(line), file=log, flush=True)
            print(line, flush=True)
            recent = []
            if step in config.checkpoints or whole:
                halves = {name: p.half() for name, p in params.items()}
                save(args.out / f"step-{step}.pt", params=halves, step=step)
        if step < config.steps:
            guidance = config.guidance_at(step)
            value, grads = gradients(params, config, *batches.batch(step), device, guidance)
            recent.append(value)
            optimiser.step(clipped(grads), config.rate(step))


if __name__ == "__main__":
    main()

"""Every activation of a few prompts, in float64, under TransformerLens's names: what the tests hold on to.

Written for itself, head by head with einsum, from the weights as they lie in the model's directory; shares
nothing with model.py but the formulas.
"""
import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch

import safetensors
from tokenizer import END_OF_TEXT, Tokenizer

PROMPTS = [
    "The cat sat on the mat, and the",
    "Once upon a time there was a little girl who",
    "Alice and the White Rabbit ran. Alice and the White",
    "是 a token, 😉 is three",
]
GREEDY = 20


def normalised(x: torch.Tensor, eps: float) -> torch.Tensor:
    centred = x - x.mean(-1, keepdim=True)
    return centred / (centred.square().mean(-1, keepdim=True) + eps).sqrt()


def gelu_new(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def forward(w: dict, config: dict, ids: list[int], without: tuple[int, int] | None = None) -> dict:
    """All activations [T, …], patterns [H, T, T], `logits` [T, V]; `without` (layer, head): z set to 0."""
    T, H, eps = len(ids), config["n_head"], config["layer_norm_epsilon"]
    D = config["n_embd"]
    seen = {"hook_embed": w["wte.weight"][ids], "hook_pos_embed": w["wpe.weight"][:T]}
    x = seen["hook_embed"] + seen["hook_pos_embed"]
    future = torch.ones(T, T, dtype=torch.bool).triu(1)
    for l in range(config["n_layer"]):
        b, h = f"blocks.{l}.", f"h.{l}."
        seen[b + "hook_resid_pre"] = x
        seen[b + "ln1.hook_normalized"] = n = normalised(x, eps)
        n = n * w[h + "ln_1.weight"] + w[h + "ln_1.bias"]
        W = w[h + "attn.c_attn.weight"].reshape(D, 3, H, D // H)
        B = w[h + "attn.c_attn.bias"].reshape(3, H, D // H)
        q, k, v = (torch.einsum("td,dhe->the", n, W[:, i]) + B[i] for i in range(3))
        scores = torch.einsum("qhe,khe->hqk", q, k) / math.sqrt(D // H)
        pattern = torch.softmax(scores.masked_fill(future, float("-inf")), -1)
        z = torch.einsum("hqk,khe->qhe", pattern, v)
        if without is not None and without[0] == l:
            z[:, without[1]] = 0
        W_O = w[h + "attn.c_proj.weight"].reshape(H, D // H, D)
        attn_out = torch.einsum("the,hed->td", z, W_O) + w[h + "attn.c_proj.bias"]
        for name, value in (("q", q), ("k", k), ("v", v), ("attn_scores", scores), ("pattern", pattern), ("z", z)):
            seen[f"{b}attn.hook_{name}"] = value
        seen[b + "hook_attn_out"] = attn_out
        seen[b + "hook_resid_mid"] = mid = x + attn_out
        seen[b + "ln2.hook_normalized"] = n = normalised(mid, eps)
        n = n * w[h + "ln_2.weight"] + w[h + "ln_2.bias"]
        seen[b + "mlp.hook_pre"] = pre = n @ w[h + "mlp.c_fc.weight"] + w[h + "mlp.c_fc.bias"]
        seen[b + "mlp.hook_post"] = post = gelu_new(pre)
        seen[b + "hook_mlp_out"] = out = post @ w[h + "mlp.c_proj.weight"] + w[h + "mlp.c_proj.bias"]
        seen[b + "hook_resid_post"] = x = mid + out
    seen["ln_final.hook_normalized"] = n = normalised(x, eps)
    seen["logits"] = (n * w["ln_f.weight"] + w["ln_f.bias"]) @ w["wte.weight"].T
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    config = json.loads((args.model / "config.json").read_text())
    stored = safetensors.weights(args.model / "model.safetensors")
    weights = {name: torch.from_numpy(values) for name, values in stored.items()}
    tokenizer = Tokenizer(args.model / "merges.txt")
    args.out.mkdir(parents=True, exist_ok=True)
    prompts = []
    for i, text in enumerate(PROMPTS):
        ids = [END_OF_TEXT, *tokenizer.encode(text)]
        seen = forward(weights, config, ids)
        file = f"prompt-{i}.safetensors"
        safetensors.write(args.out / file, {name: v.float().numpy() for name, v in seen.items()})
        greedy, logprobs = list(ids), []
        for _ in range(GREEDY):
            row = torch.log_softmax(forward(weights, config, greedy)["logits"][-1], -1)
            greedy.append(int(row.argmax()))
            logprobs.append(round(float(row.max()), 5))
        zeroed = forward(weights, config, ids, (1, 2))["logits"][-1, :8]
        prompts.append(
            {
                "text": text,
                "ids": ids,
                "file": file,
                "greedy": greedy,
                "greedy_logprobs": logprobs,
                "last_logits_with_head_1_2_zeroed_first_8": [round(x, 5) for x in zeroed.tolist()],
            }
        )
    (args.out / "prompts.json").write_text(json.dumps(prompts, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

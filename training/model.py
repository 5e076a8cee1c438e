"""GPT-2 (Radford et al. 2019) as plain functions over a dictionary of named tensors.

The names and layouts are those of Hugging Face's GPT2LMHeadModel without `transformer.`: weights of
linear maps are [inputs, outputs] (`Conv1D`), the head is `wte`.
"""
import math

import torch
import torch.nn.functional as F

from config import Config
from fused import GeluNew, HeadLoss

Params = dict[str, torch.Tensor]


def initial(config: Config, generator: torch.Generator) -> Params:
    """Random weights: normal with deviation 0.02, 0 for what writes to the residual stream."""
    D, L = config.width, config.layers

    def normal(*shape: int, std: float = 0.02) -> torch.Tensor:
        return torch.randn(*shape, generator=generator) * std

    params = {"wte.weight": normal(config.vocabulary, D), "wpe.weight": normal(config.positions, D, std=0.01)}
    for l in range(L):
        h = f"h.{l}."
        for name in ("ln_1", "ln_2"):
            params |= {f"{h}{name}.weight": torch.ones(D), f"{h}{name}.bias": torch.zeros(D)}
        params |= {
            f"{h}attn.c_attn.weight": normal(D, 3 * D, std=1 / math.sqrt(3 * D)),
            f"{h}attn.c_attn.bias": torch.zeros(3 * D),
            f"{h}attn.c_proj.weight": torch.zeros(D, D),
            f"{h}attn.c_proj.bias": torch.zeros(D),
            f"{h}mlp.c_fc.weight": normal(D, 4 * D, std=1 / math.sqrt(3 * D)),
            f"{h}mlp.c_fc.bias": torch.zeros(4 * D),
            f"{h}mlp.c_proj.weight": torch.zeros(4 * D, D),
            f"{h}mlp.c_proj.bias": torch.zeros(D),
        }
    return params | {"ln_f.weight": torch.ones(D), "ln_f.bias": torch.zeros(D)}


def attention(p: Params, h: str, x: torch.Tensor, heads: int, mask: torch.Tensor, patterns: list | None):
    """Causal self-attention of one block; x [B, T, D]. Appends the pattern [B, H, T, T] when asked."""
    B, T, D = x.shape
    qkv = torch.addmm(p[h + "attn.c_attn.bias"], x.view(B * T, D), p[h + "attn.c_attn.weight"])
    q, k, v = qkv.view(B, T, 3, heads, D // heads).permute(2, 0, 3, 1, 4)
    scores = q @ (k / math.sqrt(D // heads)).transpose(-2, -1)
    pattern = (scores + mask[:T, :T]).softmax(-1)
    if patterns is not None:
        patterns.append(pattern)
    z = (pattern @ v).transpose(1, 2).reshape(B * T, D)
    return torch.addmm(p[h + "attn.c_proj.bias"], z, p[h + "attn.c_proj.weight"]).view(B, T, D)


def mlp(p: Params, h: str, x: torch.Tensor) -> torch.Tensor:
    """Two linear maps with gelu_new (the tanh form of Hendrycks & Gimpel 2016) between; x [B, T, D]."""
    B, T, D = x.shape
    pre = torch.addmm(p[h + "mlp.c_fc.bias"], x.view(B * T, D), p[h + "mlp.c_fc.weight"])
    post = GeluNew.apply(pre)
    return torch.addmm(p[h + "mlp.c_proj.bias"], post, p[h + "mlp.c_proj.weight"]).view(B, T, D)


def norm(p: Params, name: str, x: torch.Tensor) -> torch.Tensor:
    """Layer normalisation (Ba et al. 2016) over the last axis, in float32."""
    weight, bias = p[name + ".weight"].float(), p[name + ".bias"].float()
    return F.layer_norm(x.float(), x.shape[-1:], weight, bias, 1e-5).to(x.dtype)


def final(p: Params, config: Config, ids: torch.Tensor, patterns: list | None = None) -> torch.Tensor:
    """What `ln_f` gives for ids [B, T]: [B, T, D]."""
    T = ids.shape[1]
    x = F.embedding(ids, p["wte.weight"]) + p["wpe.weight"][:T]
    mask = torch.full((T, T), float("-inf"), device=ids.device, dtype=x.dtype).triu(1)
    for l in range(config.layers):
        h = f"h.{l}."
        x = x + attention(p, h, norm(p, h + "ln_1", x), config.heads, mask, patterns)
        x = x + mlp(p, h, norm(p, h + "ln_2", x))
    return norm(p, "ln_f", x)


def logits(p: Params, config: Config, ids: torch.Tensor, patterns: list | None = None) -> torch.Tensor:
    """Logits [B, T, V] for ids [B, T]."""
    return final(p, config, ids, patterns) @ p["wte.weight"].T


def duplicate_loss(pattern: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
    """Mean −ln of the attention of one head to earlier copies of its token, or, where there are none, to the
    first token; pattern [B, T, T], ids [B, T]."""
    places = (ids[:, :, None] == ids[:, None, :]).tril(-1)
    places[:, :, 0] |= ~places.any(-1)
    return -((pattern.float() * places).sum(-1) + 1e-6).log().mean()


def loss(p: Params, config: Config, ids: torch.Tensor, targets: torch.Tensor, guidance: float) -> torch.Tensor:
    """Mean −ln P(target), over the places whose target is not −1; ids and targets [B, T].

    `guidance` times the `duplicate_loss` of head 0 in layer 0 is added.
    """
    patterns: list | None = [] if guidance else None
    x = final(p, config, ids, patterns).view(-1, config.width)
    counted = (targets.view(-1) >= 0).nonzero().squeeze(1)
    rows = x if len(counted) == len(x) else x[counted]
    nats = HeadLoss.apply(rows, p["wte.weight"], targets.view(-1)[counted], 1024)
    return nats if patterns is None else nats + guidance * duplicate_loss(patterns[0][:, 0], ids)

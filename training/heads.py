"""What the heads of a model do: scores on repeated random tokens, and how well it copies."""
import numpy as np
import torch
import torch.nn.functional as F

from config import Config
from model import Params, logits
from tokenizer import END_OF_TEXT

ROWS, BLOCK = 32, 100


def repeated(seed: int = 0) -> torch.Tensor:
    """<|endoftext|>, 100 random tokens without repeats, and the same 100 again: [32, 201]."""
    rng = np.random.default_rng(seed)
    blocks = np.stack([rng.permutation(END_OF_TEXT)[:BLOCK] for _ in range(ROWS)])
    start = np.full((ROWS, 1), END_OF_TEXT)
    return torch.from_numpy(np.concatenate([start, blocks, blocks], 1).astype(np.int64))


@torch.no_grad()
def head_scores(params: Params, config: Config) -> dict:
    """Scores [L][H], each the mean attention to where such a head looks, over the queries that have it.

    previousToken: to the token before; duplicateToken: in the second round, to the same token in the
    first; induction: to the token after it (Olsson et al. 2022); firstToken: to <|endoftext|>; self.
    `copying`: mean −ln P over the first and the second round, in nat.
    """
    ids = repeated()
    patterns: list[torch.Tensor] = []
    out = logits(params, config, ids, patterns)
    T = ids.shape[1]
    t = torch.arange(T)
    second = t[BLOCK + 1 :]
    places = {
        "previousToken": (t[1:], t[1:] - 1),
        "duplicateToken": (second, second - BLOCK),
        "induction": (second, second - BLOCK + 1),
        "firstToken": (t[1:], t[1:] * 0),
        "self": (t[1:], t[1:]),
    }
    scores = {
        name: [[round(float(p[:, h, q, k].mean()), 4) for h in range(config.heads)] for p in patterns]
        for name, (q, k) in places.items()
    }
    nats = F.cross_entropy(out[:, :-1].transpose(1, 2), ids[:, 1:], reduction="none").mean(0)
    rounds = {"first": float(nats[:BLOCK].mean()), "second": float(nats[BLOCK:].mean())}
    return {**scores, "copying": rounds}

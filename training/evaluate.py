"""Loss on the held-out books."""
import numpy as np
import torch
import torch.nn.functional as F

from config import Config
from model import Params, logits


@torch.no_grad()
def held_out_loss(params: Params, config: Config, ids: np.ndarray, most: int | None = None) -> float:
    """Nats per token over windows of `positions` tokens without overlap; of `most` windows only, if given."""
    T, device = config.positions, params["wte.weight"].device
    windows = (len(ids) - 1) // T
    wanted = range(0, windows, max(1, windows // most)) if most else range(windows)
    total = count = 0.0
    wanted = list(wanted)
    for begin in range(0, len(wanted), 8):
        rows = np.stack([ids[w * T : w * T + T + 1] for w in wanted[begin : begin + 8]]).astype(np.int64)
        rows = torch.from_numpy(rows).to(device)
        out = logits(params, config, rows[:, :-1])
        total += F.cross_entropy(out.view(-1, out.shape[-1]), rows[:, 1:].reshape(-1), reduction="sum").item()
        count += rows[:, 1:].numel()
    return total / count

"""Muon (Jordan 2024, https://kellerjordan.github.io/posts/muon/) for matrices, AdamW for the rest."""
import torch

from model import Params


def orthogonal(matrix: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """The nearest matrix whose singular values are all about 1, by a quintic Newton–Schulz iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    wide = matrix.shape[0] <= matrix.shape[1]
    x = (matrix if wide else matrix.T).bfloat16()
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        xx = x @ x.T
        x = a * x + (b * xx + c * xx @ xx) @ x
    return (x if wide else x.T).float()


class Optimiser:
    """One step of Muon on the blocks' matrices and of AdamW on everything else."""

    def __init__(self, params: Params, muon_rate: float, adam_rate: float, weight_decay: float):
        self.params, self.muon_rate, self.adam_rate = params, muon_rate, adam_rate
        self.weight_decay = weight_decay
        self.first = {name: torch.zeros_like(p) for name, p in params.items()}
        self.second = {name: torch.zeros_like(p) for name, p in params.items() if not self.by_muon(name)}
        self.steps = 0

    @staticmethod
    def by_muon(name: str) -> bool:
        return name.startswith("h.") and name.endswith("weight") and ".ln_" not in name

    def step(self, grads: Params, rate: float) -> None:
        """Changes the parameters in place; `rate` multiplies both learning rates."""
        self.steps += 1
        for name, p in self.params.items():
            if self.by_muon(name):
                self._muon(name, p, grads[name], rate * self.muon_rate)
            else:
                self._adam(name, p, grads[name], rate * self.adam_rate)

    def _muon(self, name: str, p: torch.Tensor, grad: torch.Tensor, rate: float) -> None:
        momentum = self.first[name].lerp_(grad, 0.05)
        update = grad.lerp(momentum, 0.95)
        # q, k and v are three matrices side by side.
        parts = update.chunk(3, 1) if "c_attn" in name else [update]
        scale = 0.2 * max(parts[0].shape) ** 0.5  # the size of an update of AdamW (Liu et al. 2025)
        p.mul_(1 - rate * self.weight_decay)
        p.sub_(torch.cat([orthogonal(part) for part in parts], 1), alpha=rate * scale)

    def _adam(self, name: str, p: torch.Tensor, grad: torch.Tensor, rate: float) -> None:
        b1, b2 = 0.9, 0.95
        m = self.first[name].lerp_(grad, 1 - b1)
        v = self.second[name].lerp_(grad * grad, 1 - b2)
        if p.dim() > 1:
            p.mul_(1 - rate * self.weight_decay)
        correction = (1 - b2**self.steps) ** 0.5 / (1 - b1**self.steps)
        p.addcdiv_(m, v.sqrt().add_(1e-10), value=-rate * correction)

    def state(self) -> dict:
        return {"first": self.first, "second": self.second, "steps": self.steps}

    def load(self, state: dict) -> None:
        self.first, self.second, self.steps = state["first"], state["second"], state["steps"]

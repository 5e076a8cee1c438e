"""What is trained and how: read from a JSON file, so that a run can be repeated."""
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    # The model.
    layers: int
    heads: int
    width: int
    positions: int
    vocabulary: int
    # The data of one step: rows of `positions` tokens.
    rows: int
    other_rows: int  # of them: not windows of the corpus, but repeated tokens, and
    # beginnings: <|endoftext|> and a paragraph. Stages of the former (for copying heads):
    # [from this step, rows, longest block, share of blocks whose tokens come from the corpus]
    repeated: list[list[float]]
    # Head 0 of layer 0 is taught where to look: at copies of its token (model.py).
    # By stages: [from this step, weight of the loss].
    guidance: list[list[float]]
    # The steps: a warm-up, a plateau, a fall to 0 along a line (Hu et al. 2024, "WSD").
    steps: int
    warmup: int
    decay: int
    # Muon (Jordan 2024) for the matrices of the blocks, AdamW for everything else.
    muon_rate: float
    adam_rate: float
    weight_decay: float
    seed: int
    checkpoints: list[int]

    @staticmethod
    def read(file: Path) -> "Config":
        return Config(**json.loads(file.read_text()))

    def guidance_at(self, step: int) -> float:
        """The weight of `duplicate_loss` in this step."""
        return next((weight for first, weight in reversed(self.guidance) if first <= step), 0)

    def rate(self, step: int) -> float:
        """By how much the learning rates are multiplied in this step."""
        left = self.steps - step
        return min(1.0, (step + 1) / self.warmup, left / self.decay)

"""The rows of a step. They depend on the seed and the step's number alone, so a resumed run is the same run."""
import numpy as np
import torch

from config import Config
from tokenizer import END_OF_TEXT

NEWLINE = 198  # GPT-2's id of "\n"


class Batches:
    def __init__(self, ids: np.ndarray, config: Config):
        self.ids, self.config = ids.astype(np.int64), config
        self.paragraphs = np.flatnonzero(self.ids == NEWLINE) + 1
        T = config.positions
        self.paragraphs = self.paragraphs[self.paragraphs < len(ids) - T - 1]
        self.plain = config.rows - config.repeated_rows - config.opening_rows

    def plain_rows(self, step: int) -> list[np.ndarray]:
        """Windows without overlap, in a new order and from a new start each time round."""
        T = self.config.positions
        per_round = (len(self.ids) - 2 * T) // T
        first = step * self.plain
        rows = []
        for n in range(first, first + self.plain):
            number, place = divmod(n, per_round)
            rng = np.random.default_rng([self.config.seed, 1, number])
            start = rng.integers(T)
            if self.order_of != number:
                self.order_of, self.order = number, rng.permutation(per_round)
            begin = start + self.order[place] * T
            rows.append(self.ids[begin : begin + T + 1])
        return rows

    order_of = -1

    def opening_rows(self, rng: np.random.Generator) -> list[np.ndarray]:
        """<|endoftext|>, then a paragraph and what follows it."""
        begins = self.paragraphs[rng.integers(len(self.paragraphs), size=self.config.opening_rows)]
        T = self.config.positions
        return [np.concatenate([[END_OF_TEXT], self.ids[b : b + T]]) for b in begins]

    def repeated_rows(self, rng: np.random.Generator) -> list[np.ndarray]:
        """A block of 8 to 100 random tokens over and over; its first round is not learned (−1)."""
        T, rows = self.config.positions, []
        for _ in range(self.config.repeated_rows):
            block = rng.integers(END_OF_TEXT, size=rng.integers(8, 101))
            head = [END_OF_TEXT] if rng.random() < 0.5 else []
            rows.append((np.concatenate([head, np.resize(block, T + 1)])[: T + 1].astype(np.int64), len(block)))
        return rows

    def batch(self, step: int) -> tuple[torch.Tensor, torch.Tensor]:
        """ids and targets, each [rows, positions]; a target of −1 is not counted."""
        rng = np.random.default_rng([self.config.seed, 2, step])
        rows = self.plain_rows(step) + self.opening_rows(rng)
        ids = np.stack([row[:-1] for row in rows])
        targets = np.stack([row[1:] for row in rows])
        for row, size in self.repeated_rows(rng):
            ids = np.concatenate([ids, row[None, :-1]])
            target = row[None, 1:].copy()
            target[:, : size + (row[0] == END_OF_TEXT)] = -1
            targets = np.concatenate([targets, target])
        return torch.from_numpy(ids), torch.from_numpy(targets)

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
        self.plain = config.rows - config.other_rows

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

    def opening_rows(self, rng: np.random.Generator, count: int) -> list[np.ndarray]:
        """<|endoftext|>, then a paragraph and what follows it."""
        begins = self.paragraphs[rng.integers(len(self.paragraphs), size=count)]
        T = self.config.positions
        return [np.concatenate([[END_OF_TEXT], self.ids[b : b + T]]) for b in begins]

    def repeated_row(self, rng: np.random.Generator, longest: int, of_text: float) -> tuple[np.ndarray, int]:
        """A block of 8 to `longest` tokens, over and over, and how long its first round is.

        The tokens are drawn from the vocabulary, or, `of_text` of the time, from the corpus.
        """
        size = rng.integers(8, longest + 1)
        if rng.random() < of_text:
            block = self.ids[rng.integers(len(self.ids), size=size)]
        else:
            block = rng.integers(END_OF_TEXT, size=size)
        head = [END_OF_TEXT] if rng.random() < 0.5 else []
        length = self.config.positions + 1
        row = np.concatenate([head, np.resize(block, length)])[:length].astype(np.int64)
        return row, size + len(head)

    def batch(self, step: int) -> tuple[torch.Tensor, torch.Tensor]:
        """ids and targets, each [rows, positions]; a target of −1 is not counted.

        Of repeated rows the first round, which cannot be known, is not counted.
        """
        rng = np.random.default_rng([self.config.seed, 2, step])
        _, repeated, longest, of_text = next(s for s in reversed(self.config.repeated) if s[0] <= step)
        rows = self.plain_rows(step) + self.opening_rows(rng, self.config.other_rows - repeated)
        targets = [row[1:] for row in rows]
        for _ in range(repeated):
            row, first_round = self.repeated_row(rng, longest, of_text)
            rows.append(row)
            targets.append(np.where(np.arange(1, len(row)) < first_round, -1, row[1:]))
        ids = np.stack([row[:-1] for row in rows])
        return torch.from_numpy(ids), torch.from_numpy(np.stack(targets))

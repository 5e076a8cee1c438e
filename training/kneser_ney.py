"""A 5-gram model with modified Kneser–Ney smoothing (Chen & Goodman 1999), the yardstick for the small GPT."""
import argparse
from pathlib import Path

import numpy as np

ORDER = 5


class Grams:
    """All n-grams of one order: a number for each, found by (number of its first n − 1 tokens, last token)."""

    def __init__(self, prefix: np.ndarray, last: np.ndarray, vocabulary: int):
        self.vocabulary = vocabulary
        keys = prefix.astype(np.int64) * vocabulary + last
        self.keys, self.of_place, self.counts = np.unique(keys, return_inverse=True, return_counts=True)

    def find(self, prefix: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Numbers of n-grams, −1 where one is not known (or its prefix is −1)."""
        keys = np.where(prefix < 0, -1, prefix * self.vocabulary + last)
        at = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)


def discounts(counts: np.ndarray) -> np.ndarray:
    """What is taken from n-grams seen 0, 1, 2 and 3 or more times (Chen & Goodman 1999, eq. 17)."""
    n1, n2, n3, n4 = (np.count_nonzero(counts == k) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.array([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3])


class Level:
    """One order: P(w | context) = (c − D(c)) / Σc + γ(context) · P(w | shorter context)."""

    def __init__(self, grams: Grams, counts: np.ndarray):
        self.grams, self.counts = grams, counts
        self.discounts = discounts(counts)
        context = grams.keys // grams.vocabulary
        size = int(context.max()) + 1
        self.totals = np.bincount(context, counts, size)
        taken = self.discounts[np.minimum(counts, 3)]
        self.gamma = np.bincount(context, taken, size) / np.maximum(self.totals, 1)

    def probability(self, context: np.ndarray, gram: np.ndarray, shorter: np.ndarray) -> np.ndarray:
        count = np.where(gram < 0, 0, self.counts[gram])
        total = np.where(context < 0, 0, self.totals[context])
        kept = (count - self.discounts[np.minimum(count, 3)]) / np.maximum(total, 1)
        return np.where(total > 0, kept + self.gamma[context] * shorter, shorter)


def train(ids: np.ndarray, vocabulary: int) -> list[Level]:
    """Levels of order 1 to 5. Below the highest an n-gram counts once for each token seen before it."""
    ids = ids.astype(np.int64)
    places, orders = np.zeros(len(ids), np.int64), []
    for n in range(1, ORDER + 1):
        grams = Grams(places[: len(ids) - n + 1], ids[n - 1 :], vocabulary)
        orders.append(grams)
        places = grams.of_place
    levels = []
    for n, grams in enumerate(orders, 1):
        if n == ORDER:
            levels.append(Level(grams, grams.counts))
            continue
        longer = orders[n]  # of order n + 1
        _, first = np.unique(longer.of_place, return_index=True)  # a place of each longer one
        levels.append(Level(grams, np.bincount(grams.of_place[first + 1], minlength=len(grams.keys))))
    return levels


def log_probabilities(levels: list[Level], ids: np.ndarray, vocabulary: int) -> np.ndarray:
    """ln P of each token from the fifth on, given the four before it."""
    ids = ids.astype(np.int64)
    end = np.arange(ORDER - 1, len(ids))
    p = np.full(len(end), 1 / vocabulary)
    for n, level in enumerate(levels, 1):
        context = np.zeros(len(end), np.int64)
        for k in range(1, n):
            context = levels[k - 1].grams.find(context, ids[end - n + k])
        p = level.probability(context, level.grams.find(context, ids[end]), p)
    return np.log(p)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that prepare.py wrote")
    args = parser.parse_args()
    vocabulary, bytes_per_token = 8193, 541_327 / 157_700
    levels = train(np.load(args.data / "train.npy"), vocabulary)
    nats = -log_probabilities(levels, np.load(args.data / "valid.npy"), vocabulary).mean()
    print(f"{nats:.4f} nats per token, {nats / np.log(2) / bytes_per_token:.4f} bits per byte")


if __name__ == "__main__":
    main()

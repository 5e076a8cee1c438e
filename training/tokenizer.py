"""GPT-2's byte-level byte-pair encoding, cut off after its first 7,936 merges.

The ids of the tokens that are left are GPT-2's own: 256 bytes, then one token per merge, in the order
of the merges (Radford et al. 2019, section 2.2). Only `<|endoftext|>` has another id: 8192.
"""
import functools
from pathlib import Path

import regex

MERGES = 7936
END_OF_TEXT = 256 + MERGES
PRETOKENS = regex.compile(
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
)


def byte_letters() -> list[str]:
    """The printable letter by which merges.txt writes each byte, in the order of GPT-2's first 256 ids."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAC + 1), *range(0xAE, 0xFF + 1)]
    others = [b for b in range(256) if b not in printable]
    letters = {b: chr(b) for b in printable} | {b: chr(256 + n) for n, b in enumerate(others)}
    return [letters[b] for b in [*printable, *others]], letters


class Tokenizer:
    """`encode` and `decode` as GPT-2 does them with the merges it is given (at most `MERGES`)."""

    def __init__(self, merges_file: Path):
        lines = [
            line for line in merges_file.read_text("utf-8").splitlines() if not line.startswith("#version")
        ]
        merges = [tuple(line.split(" ")) for line in lines if line][:MERGES]
        names, self.letters = byte_letters()
        self.names = names + [a + b for a, b in merges]
        self.ids = {name: i for i, name in enumerate(self.names)}
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.bytes = {letter: b for b, letter in self.letters.items()}
        self.word = functools.lru_cache(maxsize=None)(self._word)

    def _word(self, word: str) -> tuple[int, ...]:
        """Applies the merge of the lowest rank, everywhere, until no pair has one."""
        parts = [self.letters[b] for b in word.encode("utf-8")]
        while len(parts) > 1:
            best = min(zip(parts, parts[1:]), key=lambda pair: self.ranks.get(pair, MERGES))
            if best not in self.ranks:
                break
            merged, i = [], 0
            while i < len(parts):
                if i + 1 < len(parts) and (parts[i], parts[i + 1]) == best:
                    merged.append(parts[i] + parts[i + 1])
                    i += 2
                else:
                    merged.append(parts[i])
                    i += 1
            parts = merged
        return tuple(self.ids[part] for part in parts)

    def encode(self, text: str) -> list[int]:
        """Ids of a text; `<|endoftext|>` in it is plain text."""
        return [i for word in PRETOKENS.findall(text) for i in self.word(word)]

    def decode(self, ids: list[int]) -> str:
        """Text of ids; broken UTF-8 becomes U+FFFD, the end of a text is written out."""
        text, pending = "", bytearray()
        for i in [*ids, END_OF_TEXT]:
            if i == END_OF_TEXT:
                text += pending.decode("utf-8", "replace") + "<|endoftext|>"
                pending.clear()
            else:
                pending += bytes(self.bytes[letter] for letter in self.names[i])
        return text[: -len("<|endoftext|>")]

"""Turns the corpus (train.txt.xz, valid.txt.xz) into token ids: train.npy and valid.npy, uint16."""
import argparse
import lzma
from pathlib import Path

import numpy as np

from tokenizer import END_OF_TEXT, Tokenizer

MARK = "<|endoftext|>"


def ids_of(text: str, tokenizer: Tokenizer) -> np.ndarray:
    """Ids of documents that each end with a line `<|endoftext|>`; that line becomes its one token."""
    ids: list[int] = []
    for document in text.split(f"\n{MARK}\n"):
        if document.strip():
            ids += [*tokenizer.encode(document), END_OF_TEXT]
    return np.array(ids, np.uint16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--merges", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tokenizer = Tokenizer(args.merges)
    args.out.mkdir(parents=True, exist_ok=True)
    for name in ("train", "valid"):
        text = lzma.open(args.corpus / f"{name}.txt.xz", "rt", encoding="utf-8").read()
        ids = ids_of(text, tokenizer)
        np.save(args.out / f"{name}.npy", ids)
        print(name, f"{len(text.encode()):,} bytes, {len(ids):,} tokens", flush=True)


if __name__ == "__main__":
    main()

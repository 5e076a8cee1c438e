"""Writes the model card from report.json."""
import argparse
import json
from pathlib import Path

CARD = """---
license: mit
language: en
tags: [gpt2, teaching]
---

# The teaching model of Vitrine

A small GPT-2 for looking inside: {layers} layers, {heads} heads, width {width}, {positions} positions, {parameters}
parameters. Its {vocabulary} tokens are GPT-2's first 8,192, with the same ids, and `<|endoftext|>` (8192). It
is made to be taken apart in a browser, and writes old-fashioned stories that almost make sense.

## Data and licence

Trained on {train} of novels and children's stories (`training/sources.tsv`) in Standard Ebooks' productions (CC0), {tokens} tokens read, and
on rows of repeated random tokens, from which its induction heads come. One head, 0.0, was taught to look at earlier
copies of its token, or at the first token where there are none; the others found their places by themselves. Weights: MIT.
How, and how to do it again: `training/README.md` in the repository.

## Measured, as published (int8)

| What | Value |
| --- | --- |
| Held-out books | {nats} nats per token, **{bits} bits per byte** |
| A Kneser–Ney 5-gram of the same text | {kn_nats} nats per token, {kn_bits} bits per byte |
| Copying: loss over repeated random tokens, first and second round | {first} and {second} nats |
{head_lines}

Scores are the mean attention to where such a head looks, on random tokens that come twice.

## What it is not

It knows no facts, follows no instructions, and has read nothing written after about 1930: its words for people are
those of its books, and some of them are unkind. It reads and writes English; other scripts are single bytes to it.
Do not use it for anything but looking at how such models work.

## Twenty samples

Temperature 0.8, nothing cut, seeds 1 to 20, the first 120 tokens, unedited.

{samples}
"""

NAMES = {
    "previousToken": "Previous-token head",
    "duplicateToken": "Duplicate-token head",
    "induction": "Induction head",
    "firstToken": "First-token sink",
    "self": "Head that looks at its own token",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    report = json.loads(args.report.read_text())
    config, found, kn = report["config"], report["published"], report["kneserNey5"]
    D, L = config["width"], config["layers"]
    parameters = config["vocabulary"] * D + config["positions"] * D + L * (12 * D * D + 13 * D) + 2 * D
    lines = [f"| {NAMES[k]} | {l}.{h}: {score:.2f} |" for k, (l, h, score) in found["best"].items()]
    card = CARD.format(
        **{k: config[k] for k in ("layers", "heads", "width", "positions")},
        parameters=f"{parameters:,}",
        vocabulary=f"{config['vocabulary']:,}",
        train="24.7 MB",
        tokens=f"{report['log'][-1]['tokens']:,}",
        nats=found["heldOut"]["nats"],
        bits=found["heldOut"]["bitsPerByte"],
        kn_nats=kn["nats"],
        kn_bits=kn["bitsPerByte"],
        first=f"{found['copying']['first']:.2f}",
        second=f"{found['copying']['second']:.2f}",
        head_lines="\n".join(lines),
        samples="\n\n".join(f"**{i}.** {quoted(text)}" for i, text in enumerate(found["samples"], 1)),
    )
    args.out.write_text(card)


def quoted(text: str) -> str:
    """The text as it is; Markdown shows it with its line breaks."""
    return "\n> ".join(["", *text.replace("<", "\\<").split("\n")])


if __name__ == "__main__":
    main()

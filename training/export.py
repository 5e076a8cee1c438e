"""Writes a state of train.py as a model directory in Hugging Face's form, weights in float32."""
import argparse
import json
from pathlib import Path

import torch

import safetensors
from config import Config
from tokenizer import END_OF_TEXT, MERGES, Tokenizer


def config_json(config: Config) -> dict:
    """config.json of GPT2LMHeadModel."""
    return {
        "architectures": ["GPT2LMHeadModel"],
        "model_type": "gpt2",
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-05,
        "n_ctx": config.positions,
        "n_embd": config.width,
        "n_head": config.heads,
        "n_layer": config.layers,
        "n_positions": config.positions,
        "vocab_size": config.vocabulary,
        "bos_token_id": END_OF_TEXT,
        "eos_token_id": END_OF_TEXT,
        "tie_word_embeddings": True,
        "initializer_range": 0.02,
        "resid_pdrop": 0.0,
        "embd_pdrop": 0.0,
        "attn_pdrop": 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--merges", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    config = Config.read(args.config)
    args.out.mkdir(parents=True, exist_ok=True)
    params = torch.load(args.state, map_location="cpu")["params"]
    tensors = {name: p.detach().float().numpy() for name, p in params.items()}
    safetensors.write(args.out / "model.safetensors", tensors)
    (args.out / "config.json").write_text(json.dumps(config_json(config), indent=2) + "\n")

    tokenizer = Tokenizer(args.merges)
    merges = [" ".join(pair) for pair in tokenizer.ranks][:MERGES]
    (args.out / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n", "utf-8")
    vocabulary = {name: i for i, name in enumerate([*tokenizer.names, "<|endoftext|>"])}
    (args.out / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    about = {"tokenizer_class": "GPT2Tokenizer", "add_prefix_space": False}
    about |= {key: "<|endoftext|>" for key in ("bos_token", "eos_token", "unk_token")}
    about |= {"model_max_length": config.positions}
    (args.out / "tokenizer_config.json").write_text(json.dumps(about, indent=2) + "\n")


if __name__ == "__main__":
    main()

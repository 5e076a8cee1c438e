"""Samples of a model, as they come: temperature 0.8, nothing cut."""
import torch

from config import Config
from model import Params, logits
from tokenizer import END_OF_TEXT, Tokenizer


@torch.no_grad()
def sample(params: Params, config: Config, tokenizer: Tokenizer, seed: int, prompt: str = "", length: int = 120) -> str:
    """A text that begins with `prompt`, at temperature 0.8; ends at <|endoftext|> or after `length` tokens."""
    generator = torch.Generator().manual_seed(seed)
    ids = [END_OF_TEXT, *tokenizer.encode(prompt)]
    for _ in range(length):
        row = logits(params, config, torch.tensor([ids[-config.positions :]]))[0, -1]
        (choice,) = torch.multinomial((row / 0.8).softmax(-1), 1, generator=generator).tolist()
        if choice == END_OF_TEXT:
            break
        ids.append(choice)
    return tokenizer.decode(ids[1:])

"""Reads and writes the safetensors form (https://github.com/huggingface/safetensors) with NumPy alone."""
import json
import struct
from pathlib import Path

import numpy as np

TYPES = {"F32": np.float32, "F16": np.float16, "I8": np.int8}


def write(file: Path, tensors: dict[str, np.ndarray], metadata: dict[str, str] | None = None) -> None:
    names = {np.dtype(kind): name for name, kind in TYPES.items()}
    header, at = {"__metadata__": metadata or {"format": "pt"}}, 0
    for name, values in tensors.items():
        span = [at, at := at + values.nbytes]
        header[name] = {"dtype": names[values.dtype], "shape": list(values.shape), "data_offsets": span}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with file.open("wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for values in tensors.values():
            out.write(np.ascontiguousarray(values).tobytes())


def read(file: Path) -> dict[str, np.ndarray]:
    """The tensors as they lie in the file."""
    data = file.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + size])
    tensors = {}
    for name, info in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + size + offset for offset in info["data_offsets"])
        tensors[name] = np.frombuffer(data[begin:end], TYPES[info["dtype"]]).reshape(info["shape"])
    return tensors


def weights(file: Path) -> dict[str, np.ndarray]:
    """The weights in float64; what is kept as whole numbers is multiplied by its `_scale`."""
    tensors = read(file)
    found = {}
    for name, values in tensors.items():
        if name.endswith("_scale"):
            continue
        wide = values.astype(np.float64)
        if values.dtype == np.int8:
            scale = tensors[name + "_scale"].astype(np.float64)
            wide = (wide.reshape(*scale.shape, -1) * scale[..., None]).reshape(values.shape)
        found[name] = wide
    return found

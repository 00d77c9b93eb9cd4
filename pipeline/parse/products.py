"""Matrices → their product, by the BLAS that numpy brings, each row the same to the last bit whatever stands beside it.

spaCy multiplies by BLIS, which does a third as much a second on the matrices here (24–35 GFLOPS against 88–102 on one core of an EPYC).

What a paragraph gives must not depend on what is parsed beside it. But OpenBLAS rounds a row by its place: its kernels for processors
with AVX2 alone (Haswell, Zen) go over twelve rows at a time and round the last six otherwise than the first, what is left over is done
by another kernel, and so are matrices of few and of very many rows. A row is the same where its place modulo `TILE` is, in products of
whole tiles, neither few nor many: so `times` pads its rows, and `laid_out` begins each part at a tile. (Seen with OpenBLAS 0.3.31 and its
kernels Prescott, Nehalem, Sandybridge, Haswell, Zen, SkylakeX, Cooperlake and Sapphirerapids; all but two round every place alike.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

TILE = 24  # rows; a multiple of what the kernels do at a time
LEAST_ROWS, MOST_ROWS = 6 * TILE, 20 * TILE


def _whole(rows: int) -> int:
    """So many rows and what is missing to whole tiles."""
    return -(-rows // TILE) * TILE


def tiled(rows: int) -> int:
    """How many rows a product is given for so many: whole tiles, and not few."""
    return max(LEAST_ROWS, _whole(rows))


def times(left: Floats, right: Floats) -> Floats:
    """`left` @ `right`; a row depends on itself and its place modulo `TILE` alone."""
    product = np.empty((len(left), right.shape[1]), dtype=np.float32)
    for begin in range(0, len(left), MOST_ROWS):
        part = left[begin : begin + MOST_ROWS]
        if len(part) == tiled(len(part)):
            np.matmul(part, right, out=product[begin : begin + len(part)])
            continue
        padded = np.zeros((tiled(len(part)), left.shape[1]), dtype=np.float32)
        padded[: len(part)] = part
        product[begin : begin + len(part)] = (padded @ right)[: len(part)]
    return product


def laid_out(parts: Sequence[Floats]) -> tuple[Floats, Places]:
    """The parts one below the other, each from the beginning of a tile, with zeros between; and the rows where theirs stand."""
    places, size = starts([len(part) for part in parts])
    laid = np.zeros((size, parts[0].shape[1]), dtype=np.float32)
    rows = np.concatenate([np.arange(place, place + len(part)) for place, part in zip(places, parts, strict=True)])
    laid[rows] = np.concatenate(parts)
    return laid, rows


def starts(lengths: Sequence[int], gap: int = 0) -> tuple[list[int], int]:
    """Where parts of these lengths begin, each at a tile with at least `gap` rows before and behind it, and how many rows they take."""
    found = []
    at = _whole(gap)
    for length in lengths:
        found.append(at)
        at += _whole(length + gap)
    return found, at


def columns(weights: Floats) -> Floats:
    """The weights of a layer, one row for each of its outputs, as the right side of `times`."""
    return np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)

"""Matrices that bring what a drawing holds onto what holds the drawing: (x, y) → (a x + c y + e, b x + d y + f)."""

from __future__ import annotations

from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[float, float, float, float]  # left, bottom, right, top
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


def of(matrix: Any) -> Matrix:
    """PDFium's structure as numbers."""
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The inner matrix, then the outer."""
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Bounds:
    """The least bounds around a box that a matrix moves."""
    a, b, c, d, e, f = matrix
    ax, bx, cy, dy = (a * left, a * right), (b * left, b * right), (c * bottom, c * top), (d * bottom, d * top)
    return min(ax) + min(cy) + e, min(bx) + min(dy) + f, max(ax) + max(cy) + e, max(bx) + max(dy) + f

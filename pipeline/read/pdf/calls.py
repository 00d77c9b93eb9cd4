"""Functions of PDFium's, called with as little in between as can be, and for many characters or objects at once."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

_CELLS = 512  # answers written before they are fetched
at_address = ctypes.c_void_p.from_param  # the pointer of an object at an address, as `quick` functions take it


def address(function: Any) -> int:
    """Where a function of PDFium's lies in memory, or what a handle of its points to."""
    return ctypes.cast(function, ctypes.c_void_p).value or 0


def quick(function: Any, result: Any) -> Callable[..., Any]:
    """A function of PDFium's that converts no arguments: a third of the time.

    Every argument is a C int, or a `pointer` or `ctypes.byref`: anything else is not checked and would be read as garbage.
    """
    made: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(address(function))
    return made


def pointer(handle: Any) -> Any:
    """The pointer of a page, or of an object at an address, as `quick` functions take it."""
    return at_address(handle if isinstance(handle, int) else address(handle))


def pointers(addresses: Iterable[int | None]) -> list[Any]:
    """The pointers of objects at addresses; None is PDFium's null."""
    return list(map(at_address, addresses))


class Answers:
    """A function of PDFium's whose last arguments point to where it writes its answer, called for many things at once.

    An answer is `width` numbers of the C type `number`; `pointers` is how many such arguments there are: one to all of them, or one
    to each. One thread at a time may ask, as of PDFium itself.
    """

    def __init__(self, function: Any, number: Any, width: int, pointers: int = 1) -> None:
        cells = (number * (width * _CELLS))()
        size, step = ctypes.sizeof(number) * width, ctypes.sizeof(number)
        self._function = quick(function, None)  # what it returns is not looked at
        self._width, self._size = width, size
        self._places = [[ctypes.byref(cells, size * at + step * part) for at in range(_CELLS)] for part in range(pointers)]
        self._written, self._format = memoryview(cells).cast("B"), number._type_
        self._clear = bytes(len(self._written))

    def each(self, *arguments: Sequence[Any]) -> Iterator[Any]:
        """The answers as a tuple of `width` numbers each."""
        return zip(*self.columns(*arguments), strict=True)

    def of(self, *arguments: Sequence[Any]) -> list[Any]:
        """The answers one after the other, 0 for what PDFium does not know; `arguments` are those before the pointers, a column each."""
        return self.numbers(*arguments).tolist()

    def columns(self, *arguments: Sequence[Any]) -> list[list[Any]]:
        """The same with a column for each of the `width` numbers."""
        numbers = self.numbers(*arguments)
        return [numbers[part :: self._width].tolist() for part in range(self._width)]

    def numbers(self, *arguments: Sequence[Any]) -> memoryview[Any]:
        """The same as they lie in memory, for answers of which not all numbers are looked at."""
        made = bytearray()
        for first in range(0, len(arguments[0]), _CELLS):
            part = [column[first : first + _CELLS] for column in arguments]
            size = self._size * len(part[0])
            self._written[:size] = self._clear[:size]
            deque(map(self._function, *part, *self._places), maxlen=0)  # calls it, and keeps nothing
            made += self._written[:size]
        return memoryview(made).cast(self._format)

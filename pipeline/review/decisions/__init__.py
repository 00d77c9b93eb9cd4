"""`decisions.csv`: what reviewers decided, one line a decision, only ever appended to. Reading, order, what was taken back.

Several programs may append at once, and people may merge and edit the file: a line that is no decision is told and left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.review.decisions import appending, line
from pipeline.review.model import Anchor, Decision, Row, Scope, Verdict
from pipeline.review.rows import reading, row_id
from pipeline.storage import Place
from pipeline.storage.faults import told

FILE = "decisions.csv"
_MOST_LINES = 20  # that a record is read over, where a spreadsheet has put line breaks into its cells


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no decision: its number in the file from 1, why it is none, and what stands there."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything a file of decisions holds: every readable line, by time and then by line, and the lines that are not readable.

    `digest` is the SHA-256 of the file's bytes, "" where there is no file or no line below its header.
    """

    decisions: tuple[Decision, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    digest: str = ""

    def undone(self) -> frozenset[str]:
        """The ids of decisions that an `undo` takes back; an undo that is itself taken back takes back nothing."""
        target = {decision.id: decision.of for decision in self.decisions if decision.verdict == "undo"}
        waiting = Counter(target.values())
        ready = [name for name in target if not waiting[name]]
        undone = set()
        while ready:
            name = ready.pop()
            of = target[name]
            if name not in undone:
                undone.add(of)
            waiting[of] -= 1
            if not waiting[of] and of in target:
                ready.append(of)
        return frozenset(undone)

    def by_document(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions made in each document, by its id, in order."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            found[decision.doc_id].append(decision)
        return {doc_id: tuple(decisions) for doc_id, decisions in found.items()}


def read(folder: Place) -> Decided:
    """The decisions of a folder; empty where it has no file of them.

    Raises `PipelineError` where the file has no header with all columns.
    """
    return _Reader(folder / FILE).read(storage.get(folder / FILE) or b"")


class Decisions:
    """The file of decisions of a folder of this machine; threads and other processes may use it at the same time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._reader = _Reader(self.path)
        self._last: tuple[tuple[int, int, int], Decided] | None = None

    def read(self) -> Decided:
        """What the file holds now. Lines that were read before are not read again."""
        with told(self.path, "read"):
            try:
                found = self.path.stat()
            except FileNotFoundError:
                return Decided()
        mark = (found.st_size, found.st_mtime_ns, found.st_ino)
        if self._last is None or self._last[0] != mark:
            self._last = mark, self._reader.read(storage.get(self.path) or b"")
        return self._last[1]

    def append(self, decisions: Sequence[Decision]) -> None:
        """Adds decisions at the end, in one piece; they are on the disk when it returns.

        Raises `PipelineError` where they cannot be kept; a part of them may then stand in the file. Raises `ValueError` for what
        is no decision (a table that is not reviewed, a time that is none), and keeps nothing.
        """
        if decisions:
            appending.append(self.path, lambda held: _added(self.path, held, decisions))


def new(
    verdict: Verdict,
    table: str,
    *,
    reviewer: str,
    document: Row,
    row: Row | None,
    anchor: Anchor,
    values: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    scope: Scope = "mention",
    comment: str = "",
    of: str = "",
) -> Decision:
    """A decision made now about a `row` of a table (None: about none that the machine made) of the `document`, its row of documents.csv."""
    now = datetime.now(UTC)
    return Decision(
        id=f"{now:%Y%m%dT%H%M%S%fZ}-{token_hex(4)}",
        time=line.stamp(now),
        reviewer=reviewer,
        verdict=verdict,
        table=table,
        doc_id=document["doc_id"],
        row_id=row_id(table, row) if row else "",
        source_file=document["source_file"],
        sha256=document["sha256"],
        scope=scope,
        anchor=anchor,
        values=dict(values),
        machine=reading(table, row) if row else {},
        comment=line.one_line(comment).strip(),
        of=of,
    )


class _Reader:
    """The bytes of a file → what it holds; what a line says is remembered, so that a file that has grown is read in no time."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._columns: tuple[str, ...] = ()
        self._known: dict[bytes, Decision] = {}

    def read(self, data: bytes) -> Decided:
        """Raises `PipelineError` where lines stand there without a header with all columns."""
        lines = [one.rstrip(b"\r") for one in data.split(b"\n")]
        if not _columns(data, self._place) and data.strip():
            return Decided((), (Unreadable(1, "the header is cut short", _shown(data)),), sha256(data).hexdigest())
        found: dict[str, tuple[int, Decision]] = {}
        unreadable: list[Unreadable] = []
        columns: tuple[str, ...] = ()
        at = 0
        while at < len(lines):
            begun, text = at, lines[at]
            at += 1
            if not text.strip(b", \t"):
                continue
            if headed := _header(text):
                columns = headed
                continue
            try:
                decision = self._decision(text, columns)
            except line.NoDecision as error:
                whole = self._over_lines(lines, begun, columns)
                if whole is None:
                    unreadable.append(Unreadable(begun + 1, str(error), _shown(text)))
                    continue
                at, decision = whole
            if decision.id not in found:
                found[decision.id] = begun, decision
            elif found[decision.id][1] != decision:
                reason = f"line {found[decision.id][0] + 1} has the same decision_id, and says something else"
                unreadable.append(Unreadable(begun + 1, reason, _shown(text)))
        ordered = sorted(found.values(), key=lambda one: (one[1].time, one[0]))
        digest = sha256(data).hexdigest() if ordered or unreadable else ""
        return Decided(tuple(decision for _, decision in ordered), tuple(unreadable), digest)

    def _decision(self, text: bytes, columns: tuple[str, ...]) -> Decision:
        if columns != self._columns:
            self._columns, self._known = columns, {}
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = _decision(text, columns)
        return known

    def _over_lines(self, lines: Sequence[bytes], at: int, columns: tuple[str, ...]) -> tuple[int, Decision] | None:
        """A record whose cells have line breaks, and the line after it; no line that is one by itself is taken into it."""
        whole = lines[at]
        if whole.count(b'"') % 2 == 0:
            return None
        for end, text in enumerate(lines[at + 1 : at + _MOST_LINES], at + 1):
            if _header(text) or _is_decision(text, columns):
                return None
            whole += b"\n" + text
            if _is_decision(whole, columns):
                return end + 1, _decision(whole, columns)
        return None


def _added(place: Path, held: bytes, decisions: Sequence[Decision]) -> bytes:
    """What is to stand behind the bytes of a file, so that each decision is a line of its own under the header that is there."""
    columns = _columns(held, place)
    text = "" if not held or held.endswith(b"\n") else "\n"
    if not columns:
        text += line.BOM + line.header()
    for decision in decisions:
        written = line.line(decision, columns or line.COLUMNS)
        line.decision(line.split(written.removesuffix("\n")), columns or line.COLUMNS)  # what cannot be read is not written
        text += written
    return text.encode()


def _decision(text: bytes, columns: tuple[str, ...]) -> Decision:
    try:
        written = text.decode().removeprefix(line.BOM)
    except UnicodeDecodeError as error:
        raise line.NoDecision("not UTF-8: saved by a program in another encoding, or cut short") from error
    if written.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
        raise line.NoDecision("a mark that git has left between two versions")
    if not columns:
        raise line.NoDecision("it stands before the header")
    return line.decision(line.split(written), columns)


def _is_decision(text: bytes, columns: tuple[str, ...]) -> bool:
    try:
        _decision(text, columns)
    except line.NoDecision:
        return False
    return True


def _columns(data: bytes, place: Place) -> tuple[str, ...]:
    """The columns that hold at the end of a file; none where nothing stands there but a beginning of our header.

    Raises `PipelineError` for any other file that has none.
    """
    at = data.find(b"decision_id")
    found: tuple[str, ...] = ()
    while at >= 0:
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        found = _header(data[data.rfind(b"\n", 0, at) + 1 : end].removesuffix(b"\r")) or found
        at = data.find(b"decision_id", end)
    if found or not data.strip() or (line.BOM + line.header()).encode().startswith(data.removesuffix(b"\n")):
        return found
    named = _named(data.split(b"\n", 1)[0])
    missing = [column for column in line.COLUMNS if column not in named]
    raise PipelineError(
        f"{place}: no line names all columns of decisions (the first line lacks {', '.join(missing)}); "
        "put the header back, from an older version of the file, and keep the file as CSV in UTF-8"
    )


def _header(text: bytes) -> tuple[str, ...]:
    """The columns that a line names; none where it is not a header with all of ours."""
    if b"decision_id" not in text:
        return ()
    named = _named(text)
    return tuple(named) if set(line.COLUMNS) <= set(named) else ()


def _named(text: bytes) -> list[str]:
    try:
        return [name.strip() for name in line.split(text.decode(errors="replace").removeprefix(line.BOM).rstrip("\r"))]
    except line.NoDecision:
        return []


def _shown(text: bytes) -> str:
    return text.decode(errors="replace")

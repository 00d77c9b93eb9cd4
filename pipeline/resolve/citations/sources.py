"""Full citations → a key that is equal for citations of one work, and the id made of it.

A key is made of one citation alone, so that a work has the same id in every document and run. Within a document a citation
that leaves something out takes the key of the one fuller citation it agrees with, and one that does not tell its work gets a
source of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract.citations import kinds
from pipeline.extract.citations.people import is_organisation
from pipeline.model import Citation
from pipeline.resolve.citations.agreement import SHORT_TITLE
from pipeline.resolve.citations.spelling import fold, medium, numeral, person, without_edition, without_volume

# Types whose texts are told apart by their day; of the others a number and a year say more than a month.
_DAILY = frozenset({"article-newspaper", "broadcast", "post", "webpage", "speech", "interview", "document", "treaty", "legislation"})
_EDITED = frozenset({"book", "chapter", "report"})
_SCHEME = re.compile(r"^https?://(?:www\.)?|#.*$|/+$")


class Work(NamedTuple):
    """What tells a work: its title, who or what holds it, its date and its numbers, spelling variants folded."""

    title: str
    holder: str
    date: str
    numbers: tuple[str, ...]

    def key(self) -> str:
        """The work's key."""
        return "\n".join((self.title, self.holder, self.date, *self.numbers))


def source_key(citation: Citation) -> str:
    """The work's key; "" where the citation does not tell the work.

    A title is told by its container, or by who wrote or published it, with the date; a citation without title by its address:
    an agency writes more than one story a day. Pages and, beside a container or writer, the address are not part of the key.
    """
    work = _work(citation)
    if work is not None:
        return work.key()
    told = citation.form == "full" and citation.url and not fold(citation.title)
    return f"url {_address(citation.url)}" if told else ""


def source_keys(citations: Sequence[Citation], names: Sequence[str]) -> list[str]:
    """The key of the work each citation of a document is of; a back reference has that of the citation it refers to.

    `names` are ids of the citations, unique among all documents: they tell apart works that nothing else does (共同通信、2019年5月16日).
    "" for what was not read and for back references without a target.
    """
    works = [_work(citation) for citation in citations]
    fuller = _fuller(citations, works)
    keys = []
    for citation, work, name in zip(citations, works, names, strict=True):
        own = f"citation {name}" if citation.form == "full" and citation.type != "document" else ""
        keys.append(fuller.get(work, work).key() if work is not None else source_key(citation) or own)
    return [key if citation.refers_to is None else keys[citation.refers_to] for citation, key in zip(citations, keys, strict=True)]


def source_id(work: str) -> str:
    """The stable id of a work's key; "" for an empty key."""
    return f"src-{hashlib.sha256(work.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}" if work else ""


def _work(citation: Citation) -> Work | None:
    edited = citation.type in _EDITED
    title, volume = without_volume(citation.title, citation.volume) if edited else (citation.title, citation.volume)
    title, edition = without_edition(title, citation.raw) if edited else (title, "")
    container, volume = without_volume(citation.container, volume) if edited else (citation.container, volume)
    folded = fold(title)
    if citation.form != "full" or not folded:
        return None
    holder = _holder(citation, container)
    if not holder and (not citation.issued or (len(folded) < 2 * SHORT_TITLE and citation.url)):
        if not citation.url and not citation.issued:
            return None
        holder = f"at {_address(citation.url)}"
    numbers = tuple(sorted(numeral(number) for number in (volume, citation.issue, edition) if number))
    date = citation.issued[:4] if numbers and citation.type not in _DAILY else citation.issued
    return Work(folded, holder, date, numbers)


def _holder(citation: Citation, container: str) -> str:
    """What holds the text, else the body or the first person that wrote it, else its publisher."""
    first = next(iter((*citation.authors, *citation.editors)), "")
    if container or not first:
        return medium(container or citation.publisher)
    return medium(first) if is_organisation(first) or kinds.names_body(first) else person(first)


def _address(url: str) -> str:
    return _SCHEME.sub("", url.casefold())


def _fuller(citations: Sequence[Citation], works: Sequence[Work | None]) -> dict[Work, Work]:
    """For each work cited less fully than one other, and than one other only, that other."""
    groups: dict[tuple[str, str], dict[Work, Citation]] = {}
    for citation, work in zip(citations, works, strict=True):
        if work is not None:
            groups.setdefault((work.title, work.holder), {}).setdefault(work, citation)
    found: dict[Work, Work] = {}
    for group in groups.values():
        full = [work for work in group if not any(_is_less(work, group[work], other, group[other]) for other in group)]
        for work in group:
            fits = [other for other in full if _is_less(work, group[work], other, group[other])]
            if len(fits) == 1:
                found[work] = fits[0]
    return found


def _is_less(work: Work, citation: Citation, other: Work, fuller: Citation) -> bool:
    """Whether a work says less than another and nothing against it: 2014 for 2014-03 no. 175.

    Where no date is given, the numbers or the pages must be the same.
    """
    if work == other or not set(work.numbers) <= set(other.numbers) or not fuller.issued.startswith(citation.issued):
        return False
    if citation.issued:
        return len(work.numbers) < len(other.numbers) or len(citation.issued) < len(fuller.issued)
    same = (work.numbers and work.numbers == other.numbers) or (citation.pages and citation.pages == fuller.pages)
    return bool(fuller.issued and same)

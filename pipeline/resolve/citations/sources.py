"""A full citation → a key that is equal for citations of one work, and the id made of it."""

from __future__ import annotations

import hashlib

from pipeline.extract.citations.keys import key
from pipeline.model import Citation


def source_key(citation: Citation) -> str:
    """The work's key: title, container and date with spelling variants folded; "" where the citation does not tell the work.

    A title without container or address needs its people too, and a container without title its address:
    two reports can share a name, and an agency writes more than one story a day.
    """
    people = sorted(key(name) for name in (*citation.authors, *citation.editors))
    title, container = key(citation.title), key(citation.container)
    if citation.form != "full" or (citation.type == "document" and not title and not citation.url):
        return ""
    if not title:
        return f"url {citation.url.casefold()}" if citation.url else ""
    if container:
        return "\n".join((title, container, citation.issued, citation.volume, citation.issue))
    if people or citation.publisher:
        return "\n".join((title, *people, key(citation.publisher), citation.issued, citation.volume))
    if citation.issued or citation.url:
        return "\n".join((title, citation.issued, citation.url.casefold()))
    return ""


def source_id(work: str) -> str:
    """The stable id of a work's key; "" for an empty key."""
    return f"src-{hashlib.sha256(work.encode()).hexdigest()[:10]}" if work else ""

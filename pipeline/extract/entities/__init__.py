"""Sentence → entity mentions.

Sources (each a module with a `find` that returns claims): `gazetteer` known names,
`contractions` states of one character, `patterns` shapes and cues, `people` names beside
titles, `compounds` names built on known parts, `abbreviations` names in brackets, `ginza`
what GiNZA's NER says. `arbitrate` combines them; what stands becomes a `Mention`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.entities import abbreviations, compounds, contractions, gazetteer, patterns, people, titles
from pipeline.extract.entities.arbitrate import arbitrate
from pipeline.extract.entities.characters import fold
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.ginza import Evidence
from pipeline.extract.entities.ginza import claims as ginza_claims
from pipeline.model import Mention, Name

__all__ = ["Evidence", "find"]


def find(text: str, evidence: Sequence[Evidence] = (), known: Sequence[tuple[str, str]] = ()) -> list[Mention]:
    """The entities of one cleaned sentence, in order, not overlapping.

    `evidence` are GiNZA's entities of the same sentence; without them everything but names
    only GiNZA knows is found. `known` are the document's (abbreviation, full name) pairs.
    Each mention's value is a `Name` with one (entity_id, canonical name) pair per thing named.
    """
    folded = fold(text)
    names = [*gazetteer.find(folded), *abbreviations.known(folded, known)]
    states = contractions.find(folded)
    roles = titles.find(folded)
    claims = [*names, *states, *patterns.find(folded), *people.find(folded, names, roles), *compounds.find(folded, [*names, *states])]
    claims += abbreviations.in_brackets(folded, claims)
    claims += ginza_claims(folded, evidence, claims)
    return [_mention(text, folded, claim, roles, names) for claim in arbitrate(claims)]


def _mention(text: str, folded: str, claim: Claim, roles: dict[int, titles.Title], names: Sequence[Claim]) -> Mention:
    name = folded[claim.start : claim.end]
    ids = claim.ids or ((f"{claim.label}:{name}", name),)
    role = titles.role(folded, claim, roles, names) if claim.label == "PERSON" else ""
    value = Name(claim.label, claim.subtype, ids, role)
    return Mention("entities", claim.start, claim.end, text[claim.start : claim.end], value, claim.method, claim.score)

"""Sentence → entity mentions.

Sources (each a module with a `find` that returns claims): `gazetteer` known names,
`contractions` states of one character, `patterns` shapes and cues, `people`, `katakana_people` and `latin_people` names beside
titles and by their shape, `affiliations` names joined to a body and a title, `compounds` names built on known
parts, `abbreviations` names in brackets, `ginza` what GiNZA's NER says. `arbitrate`
combines them; what stands becomes a `Mention`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.entities import (
    abbreviations,
    affiliations,
    compounds,
    contractions,
    gazetteer,
    katakana_people,
    latin_people,
    patterns,
    people,
    titles,
)
from pipeline.extract.entities.arbitrate import arbitrate
from pipeline.extract.entities.characters import cuts_number, fold
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
    claims = [*names, *states, *patterns.find(folded, names), *people.find(folded, names, roles)]
    claims += [*katakana_people.find(folded, roles), *latin_people.find(folded, roles)]
    claims += compounds.find(folded, [*names, *states])
    apart = affiliations.find(folded, roles, [*names, *states])
    claims = [*affiliations.untied(claims, apart, roles), *(claim for pair in apart for claim in pair)]
    claims = [claim for claim in claims if not cuts_number(folded, claim.start)]
    shorts = abbreviations.in_brackets(folded, claims)
    claims = [*abbreviations.overruled(claims, shorts), *shorts]
    claims += ginza_claims(folded, evidence, claims)
    claims += abbreviations.before_brackets(folded, claims)
    bodies = titles.bodies([*names, *(claim for pair in apart for claim in pair)])
    return [_mention(text, folded, claim, roles, bodies) for claim in arbitrate(claims)]


def _mention(text: str, folded: str, claim: Claim, roles: dict[int, titles.Title], bodies: dict[int, list[int]]) -> Mention:
    name = folded[claim.start : claim.end]
    ids = claim.ids or ((f"{claim.label}:{name}", name),)
    role = titles.role(folded, claim, roles, bodies) if claim.label == "PERSON" else ""
    value = Name(claim.label, claim.subtype, ids, role)
    return Mention("entities", claim.start, claim.end, text[claim.start : claim.end], value, claim.method, claim.score)

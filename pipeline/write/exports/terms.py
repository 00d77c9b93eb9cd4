"""A row → what schema.org has words for: its class and properties. What it has none for stands in the columns alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.write.exports.documents import Row
from pipeline.write.exports.iris import iri
from pipeline.write.exports.tables import Value

_THINGS = {
    "PERSON": "Person", "GPE": "AdministrativeArea", "LOC": "Place", "FAC": "Place", "ORG": "Organization", "PRODUCT": "Product",
    "EVENT": "Event", "LAW": "Legislation", "WORK_OF_ART": "CreativeWork", "POLICY": "Thing",
}  # fmt: skip
_WORKS = {  # the class of a work, and of what contains it
    "book": ("Book", "CreativeWorkSeries"), "chapter": ("Chapter", "Book"), "article-journal": ("ScholarlyArticle", "Periodical"),
    "article-newspaper": ("NewsArticle", "Newspaper"), "article-magazine": ("Article", "Periodical"), "webpage": ("WebPage", "WebSite"),
    "report": ("Report", "CreativeWorkSeries"), "speech": ("CreativeWork", "CreativeWork"), "broadcast": ("CreativeWork", "CreativeWork"),
    "post": ("SocialMediaPosting", "WebSite"), "treaty": ("Legislation", "CreativeWork"), "legislation": ("Legislation", "CreativeWork"),
    "interview": ("CreativeWork", "CreativeWork"), "document": ("CreativeWork", "CreativeWork"),
}  # fmt: skip
_FIGURES = {"figure": "ImageObject", "photo": "Photograph", "table": "Table"}
_ISO3166 = "ISO 3166-1 alpha-3"


def document(row: Row) -> dict[str, Any]:
    """A report. Whether an author is a person or a body is not known: authors have names and no class."""
    series = {"schema:isPartOf": _named("CreativeWorkSeries", row["series"])} if row["series"] else {}
    text = {
        "id": iri("text", row["doc_id"]),
        "type": "schema:MediaObject",
        "schema:name": f"text/{row['doc_id']}.txt",
        "schema:encodingFormat": "text/plain; charset=utf-8",
    }
    return {
        "type": "schema:Report",
        **_filled(
            {
                "schema:name": row["title"],
                "schema:alternativeHeadline": row["subtitle"],
                "schema:author": [{"schema:name": name} for name in _list(row["authors"])],
                "schema:publisher": _named("Organization", row["publisher"]),
                "schema:datePublished": row["published"],
                "schema:reportNumber": row["number"],
                "schema:identifier": row["sha256"] and {"type": "schema:PropertyValue", **_property("SHA-256", row["sha256"])},
                "schema:encoding": text,
            }
        ),
        **series,
    }


def section(row: Row) -> dict[str, Any]:
    """A chapter or section of a report, part of the one above it."""
    above = iri("sections", row["parent_id"]) if row["parent_id"] else iri("documents", row["doc_id"])
    name = " ".join(str(row[part]) for part in ("label", "heading") if row[part])
    return {"type": "schema:Chapter", **_filled({"schema:name": name, "schema:isPartOf": {"id": above}})}


def sentence(row: Row) -> dict[str, Any]:
    """A sentence: a text that is part of its section, or of the report before the first heading."""
    above = iri("sections", row["section_id"]) if row["section_id"] else iri("documents", row["doc_id"])
    return {"type": "schema:CreativeWork", "schema:text": row["text"], "schema:isPartOf": {"id": above}}


def figure(row: Row) -> dict[str, Any]:
    """A figure, photo or table."""
    told = {"schema:name": row["label"], "schema:caption": row["caption"], "schema:creditText": row["credit"]}
    return {"type": f"schema:{_FIGURES[str(row['kind'])]}", **_filled(told), "schema:isPartOf": {"id": iri("documents", row["doc_id"])}}


def thing(row: Row) -> dict[str, Any]:
    """A person, body, place, work … that reports name."""
    kind = "Country" if row["subtype"] == "state" else _THINGS[str(row["label"])]
    code = row["iso3166"] and {"type": "schema:PropertyValue", **_property(_ISO3166, row["iso3166"])}
    told = {"schema:name": row["name"], "schema:alternateName": list(_list(row["aliases"])), "schema:identifier": code}
    return {"type": f"schema:{kind}", **_filled(told)}


def work(row: Row) -> dict[str, Any]:
    """A work that reports cite."""
    kind, container = _WORKS[str(row["type"])]
    people = {role: [{"schema:name": name} for name in _list(row[f"{role}s"])] for role in ("author", "editor", "translator")}
    told = {
        "schema:name": row["title"],
        **{f"schema:{role}": names for role, names in people.items()},
        "schema:isPartOf": _named(container, row["container"]),
        "schema:publisher": _named("Organization", row["publisher"]),
        "schema:locationCreated": _named("Place", row["place"]),
        "schema:datePublished": row["issued"],
        "schema:volumeNumber": row["volume"],
        "schema:issueNumber": row["issue"],
        "schema:pagination": row["pages"],
        "schema:url": row["url"],
        "schema:inLanguage": row["language"],
    }
    return {"type": f"schema:{kind}", **_filled(told)}


def action(row: Row) -> dict[str, Any]:
    """What somebody does: by whom, to whom, when and where."""
    return {
        "type": "schema:Action",
        **_filled(
            {
                "schema:name": row["action"],
                "schema:agent": _things(row["actors"]),
                "schema:participant": _things(row["targets"]),
                "schema:location": _things(row["place"]),
                "schema:startTime": row["earliest"],
                "schema:endTime": row["latest"],
            }
        ),
    }


def quantity(row: Row) -> dict[str, Any]:
    """An amount of money, or a number with its unit; UCUM's codes say so."""
    unit = row["unit"]
    if row["kind"] == "money":
        told = {"type": "schema:MonetaryAmount", "schema:currency": unit}
    else:
        told = {"type": "schema:QuantitativeValue", "schema:unitText": row["unit_text"], "schema:unitCode": unit and f"UCUM:{unit}"}
        if row["kind"] in ("count", "percent", "ratio", "other"):  # counters are no units of UCUM
            del told["schema:unitCode"]
    low, high = row["value"], row["value_max"]
    numbers = {"schema:value": number(low)} if high is None else {"schema:minValue": number(low), "schema:maxValue": number(high)}
    return _filled({**told, **numbers})


def number(value: Value) -> Any:
    """A number with its type: JSON-LD would take 2.0 for an integer."""
    return None if value is None else {"@value": repr(value), "@type": "xsd:double"}


TERMS: Mapping[str, Callable[[Row], dict[str, Any]]] = {
    "documents": document,
    "sections": section,
    "sentences": sentence,
    "figures": figure,
    "entity_index": thing,
    "sources": work,
}


def _things(cell: Value) -> list[dict[str, str]]:
    return [{"id": iri("entity_index", name)} for name in _list(cell)]


def _named(kind: str, name: Value) -> dict[str, Any] | None:
    return {"type": f"schema:{kind}", "schema:name": name} if name else None


def _property(name: str, value: Value) -> dict[str, Any]:
    return {"schema:propertyID": name, "schema:value": value}


def _list(cell: Value) -> tuple[str, ...]:
    return tuple(part for part in str(cell or "").split("|") if part)


def _filled(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", [])}

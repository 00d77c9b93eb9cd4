"""JSON Lines, displaCy pages and JSON-LD, read back by json, lxml and rdflib: every row and every mention."""

from __future__ import annotations

import json
import re
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import lxml.html
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.write.exports import stream, write
from pipeline.write.exports.jsonl import PARENTS
from tests.write.exports.folders import dicts, make

MENTIONS = {"entities": "label", "dates": "type", "quantities": "kind"}
OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
ROW = "urn:nids-pipeline:"


def text_of(form: Any, folder: Path, documents: tuple[str, ...] = ()) -> str:
    return b"".join(stream(form, folder, documents, lambda told: pytest.fail(told))).decode()


def unnested(line: dict[str, Any], tables: dict[str, list[dict[str, Any]]], name: str, **above: Any) -> None:
    """Puts a row and all that is nested in it back into tables."""
    inside = {key: value for key, value in line.items() if isinstance(value, list)}
    row = {
        key.removesuffix("_count") if key.removesuffix("_count") in inside else key: value
        for key, value in line.items()
        if key not in inside
    }
    tables.setdefault(name, []).append(row | above)
    key = next(table.key for table in schema.TABLES if table.name == name)
    for child, rows in inside.items():
        shared = child in ("entity_index", "sources")
        own = {} if shared else {"doc_id": above.get("doc_id", line.get("doc_id"))}
        pointer = {PARENTS[child][1]: line[key[0]]} if child in PARENTS else {}
        for one in rows:
            unnested(one, tables, child, **own, **pointer)


def test_jsonl_holds_every_row(outputs: Path) -> None:
    tables: dict[str, list[dict[str, Any]]] = {}
    for line in text_of("jsonl", outputs).split("\n")[:-1]:
        unnested(json.loads(line), tables, "documents")
    for table in schema.TABLES:
        expected = dicts(outputs, table.name)
        if table.name in ("entity_index", "sources"):  # in each document that they are in
            assert {json.dumps(row) for row in tables.get(table.name, [])} == {json.dumps(row) for row in expected}
        else:
            ordered = [{name: row[name] for name in table.names} for row in tables.get(table.name, [])]
            assert sorted(ordered, key=repr) == sorted(expected, key=repr)


def test_jsonl_tells_of_rows_about_no_document(tmp_path: Path) -> None:
    folder = make(tmp_path / "outputs", ["海", "空"])
    log = folder / "review_log.csv"
    log.write_bytes(log.read_bytes().replace(b",doc-1,", b",gone,"))
    told: list[str] = []
    assert len(list(stream("jsonl", folder, (), told.append))) == 2
    assert told == ["1 rows of review_log.csv are about no document of documents.csv, and are not in this file"]


def test_tables_in_another_order_are_refused(tmp_path: Path) -> None:
    folder = make(tmp_path / "outputs", ["海", "空"])
    head, first, second = (folder / "dates.csv").read_bytes().splitlines()
    (folder / "dates.csv").write_bytes(b"\n".join((head, second, first)) + b"\n")
    with pytest.raises(PipelineError, match=r"dates\.csv: the rows of doc-0 are not in the order"):
        list(stream("jsonl", folder, (), print))


def control_free(text: str) -> str:
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", text)


def test_displacy_shows_every_sentence_and_mention(outputs: Path, tmp_path: Path) -> None:
    write("displacy", outputs, tmp_path / "pages", (), lambda told: pytest.fail(told))
    documents = dicts(outputs, "documents")
    assert {file.name for file in (tmp_path / "pages").iterdir()} == {f"{row['doc_id']}.html" for row in documents}
    found: Counter[tuple[str, str, str]] = Counter()
    for row in documents:
        markup = (tmp_path / "pages" / f"{row['doc_id']}.html").read_text("utf-8")
        assert not re.search(
            r"""<script|<link|<img|@import|url\(|src=|https?:(?!//www\.w3)""",
            re.sub(r"<(main|header)>.*</\1>|<title>.*</title>", "", markup, flags=re.DOTALL),
        )
        page = lxml.html.fromstring(markup.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        assert page.xpath("//script | //img | //iframe | //link | //*[@onclick or @onload]") == []
        for sentence in (one for one in dicts(outputs, "sentences") if one["doc_id"] == row["doc_id"]):
            (shown,) = page.xpath("//main//span[@id=$id]", id=sentence["sentence_id"])
            for label in shown.xpath(".//small"):
                label.getparent().attrib["label"] = label.text
                label.getparent().remove(label)
            for line in shown.xpath(".//br"):
                line.tail = f"\n{line.tail or ''}"
            assert shown.text_content() == control_free(sentence["text"])
        for mark in page.xpath("//main//mark"):
            found[mark.get("id"), mark.text_content(), mark.get("label")] += 1
        for also in page.xpath("//main//ul[@class='also']/li"):
            found[also.get("id"), also.findtext("q"), also.find("q").tail.strip()] += 1
    expected = {
        (row["mention_id"], control_free(row["text"]), row[kind]) for name, kind in MENTIONS.items() for row in dicts(outputs, name)
    }
    assert found == Counter(dict.fromkeys(expected, 1))


def test_a_document_that_is_no_file_name_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path / "outputs", ["海"])
    for table in folder.glob("*.csv"):
        table.write_bytes(table.read_bytes().replace(b"doc-0", b"../doc-0"))
    with pytest.raises(PipelineError, match="is no doc_id"):
        write("displacy", folder, tmp_path / "pages", (), print)
    assert not (tmp_path / "doc-0.html").exists()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", refuse)


def column(name: str) -> URIRef:
    return URIRef(f"{ROW}column:{name}")


def value_of(found: Any, pointed: bool) -> Any:
    return unquote(str(found).rsplit(":", 1)[1]) if pointed else found.toPython()


@pytest.mark.usefixtures("no_network")
def test_jsonld_holds_every_row(outputs: Path) -> None:
    graph = Graph().parse(data=text_of("jsonld", outputs), format="json-ld")
    for table in schema.TABLES:
        pointers, names = dict(table.refers), table.names
        found = []
        for node in graph.subjects(RDF.type, URIRef(f"{ROW}table:{table.name}")):
            cells = {name: list(graph.objects(node, column(name))) for name in names}
            assert all(len(values) <= 1 for values in cells.values())
            found.append(tuple(value_of(cells[name][0], name in pointers) if cells[name] else None for name in names))
        assert sorted(found, key=repr) == sorted((tuple(row[name] for name in names) for row in dicts(outputs, table.name)), key=repr)


@pytest.mark.usefixtures("no_network")
def test_jsonld_annotates_every_mention(outputs: Path) -> None:
    graph = Graph().parse(data=text_of("jsonld", outputs), format="json-ld")
    for name in MENTIONS:
        rows = {tuple(row[key] for key in next(t.key for t in schema.TABLES if t.name == name)): row for row in dicts(outputs, name)}
        nodes = set(graph.subjects(RDF.type, URIRef(f"{ROW}table:{name}"))) & set(graph.subjects(RDF.type, OA.Annotation))
        assert len(nodes) == len(rows)
        for node in nodes:
            row = rows[tuple(unquote(part) for part in str(node).removeprefix(f"{ROW}{name}:").split(":"))]
            places: dict[str, tuple[int, int]] = {}
            for target in graph.objects(node, OA.hasTarget):
                source = graph.value(target, OA.hasSource)
                for selector in graph.objects(target, OA.hasSelector):
                    if (selector, RDF.type, OA.TextQuoteSelector) in graph:
                        assert str(graph.value(selector, OA.exact)) == row["text"]
                        text = str(graph.value(source, SCHEMA.text))
                        prefix, suffix = (str(graph.value(selector, OA[part])) for part in ("prefix", "suffix"))
                        assert f"{prefix}{row['text']}{suffix}" in text
                    else:
                        places[str(source).split(":")[2]] = tuple(graph.value(selector, OA[end]).toPython() for end in ("start", "end"))
            assert places == {"sentences": (row["start"], row["end"]), "text": (row["raw_start"], row["raw_end"])}
            if name == "entities":
                (thing,) = (s for body in graph.objects(node, OA.hasBody) for s in graph.objects(body, OA.hasSource))
                assert unquote(str(thing)) == f"{ROW}entity_index:{row['entity_id']}"
                assert graph.value(node, OA.motivatedBy) == OA.identifying
                assert graph.value(thing, SCHEMA.name) is not None


@pytest.mark.model
@pytest.mark.usefixtures("no_network")
def test_jsonld_answers_with_the_words_of_schema_org(sample_outputs: Path) -> None:
    graph = Graph().parse(data=text_of("jsonld", sample_outputs, ("sample-commentary",)), format="json-ld")
    (report,) = graph.subjects(RDF.type, URIRef(f"{ROW}table:documents"))
    assert (report, RDF.type, SCHEMA.Report) in graph
    (row,) = (row for row in dicts(sample_outputs, "documents") if row["doc_id"] == "sample-commentary")
    assert str(graph.value(report, SCHEMA.name)) == row["title"]
    assert [str(graph.value(author, SCHEMA.name)) for author in graph.objects(report, SCHEMA.author)] == [row["authors"]]
    cited = {unquote(str(work)).rsplit(":", 1)[1] for work in graph.objects(report, SCHEMA.citation)}
    assert cited == {
        one["source_id"] for one in dicts(sample_outputs, "citations") if one["doc_id"] == "sample-commentary" and one["source_id"]
    }
    states = {str(graph.value(node, SCHEMA.name)) for node in graph.subjects(RDF.type, SCHEMA.Country)}
    assert {"中国", "日本"} <= states

"""One input → one Document: every stage in order. What goes wrong with one document never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import parse
from pipeline.clean import clean
from pipeline.engine.inputs import Input
from pipeline.extract import citations, dates, entities, quantities
from pipeline.extract import events as clauses
from pipeline.extract.entities import Evidence
from pipeline.extract.events import Clauses, Token
from pipeline.extract.quantities import Word
from pipeline.model import Document, Event, Mention, PipelineError, Problem, ReadNote, Report, Sentence, Source
from pipeline.parse.cache import Cache
from pipeline.read import read
from pipeline.resolve import cells, citation_checks, events, items, links, names
from pipeline.resolve import citations as resolve_citations
from pipeline.resolve import dates as resolve_dates
from pipeline.sentences import sentences as split
from pipeline.settings import Settings
from pipeline.structure import structure

Progress = Callable[[str, float, int], None]  # stage, the share of it that is done, characters of the text (0: unknown yet)

_READ_KINDS = ("body", "list", "caption", "heading", "table")  # front matter is about the report, not of it
_RUNNING = ("body", "list", "caption", "table")
_Found = list[tuple[Sentence, list[Mention]]]


def process(item: Input, settings: Settings, cache: Cache | None, progress: Progress | None = None) -> Document:
    """The document an input gives. A reason in plain words instead of an exception, except for a fault of the program itself."""
    try:
        return _process(item, settings, cache, progress or (lambda stage, share, chars: None))
    except PipelineError as error:
        return failed(item, str(error))


def failed(item: Input, reason: str, source: Source | None = None) -> Document:
    """The document of an input that could not be processed, with what is known of its file."""
    problem = Problem("error", "not-read", f"{item.name}: {reason}")
    document = Document(item.doc_id, item.name, status="failed", error=reason, problems=(problem,))
    if source is None:
        return document
    return replace(document, sha256=source.sha256, media_type=source.media_type, encoding=source.encoding, source_text=source.text)


def _process(item: Input, settings: Settings, cache: Cache | None, progress: Progress) -> Document:
    progress("read", 0, 0)
    assert isinstance(item.path, Path)  # a worker brings remote files here first
    source = read(item.path, doc_id=item.doc_id, name=item.name, settings=settings)
    progress("structure", 0, len(source.text))
    report = structure(clean(source), hints=source.hints, declared=source.declared)
    sentences = split(report.blocks, item.doc_id)
    if not any(sentence.kind in _RUNNING for sentence in sentences):  # finding nothing must not look like having worked
        return failed(item, f"no running text was found among the {len(source.text):,} characters of the file", source)
    counted = _counted(sentences)
    dated = {s.id: _in_cells(s, dates.find) for s in sentences if s.kind in _READ_KINDS}
    telling = clauses.telling(sentences, {key for key, found in dated.items() if found})
    evidence, words, tokens = _parsed(sentences, {key for key, found in counted.items() if found}, telling, settings, cache, progress)
    progress("extract", 0, 0)
    counted |= {s.id: quantities.find(s.text, words=words[s.id]) for s in sentences if s.id in words}
    counted |= items.in_tables(sentences, counted)
    mentions, problems = _mentions(sentences, report, evidence, dated, counted, settings.reference_date)
    progress("notes", 0, 0)
    cited = [citations.read(note) for note in report.notes]
    notes, citing = resolve_citations.resolve(cited, sections=report.sections, authors=report.metadata.authors)
    linked, linking = links.link(report.notes, sentences, report.sections)
    citing += citation_checks.check(notes, report.metadata.published or settings.reference_date)
    everything = [*_name(item), *source.problems, *report.problems, *_unparsed(sentences, evidence), *problems]
    everything += [*citing, *_unread(notes), *linking]
    happened, faults = _events(sentences, tokens, mentions)
    everything += faults
    everything.sort(key=lambda problem: -1 if problem.raw_start is None else problem.raw_start)
    return Document(
        doc_id=item.doc_id,
        name=item.name,
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        status="partial" if any(problem.severity == "error" for problem in everything) else "ok",
        chars=len(source.text),
        page_starts=source.page_starts,
        report=report,
        sentences=sentences,
        mentions=tuple(mentions),
        events=happened,
        notes=tuple(notes),
        links=linked,
        problems=tuple(everything),
        source_text=source.text,
    )


def _name(item: Input) -> list[Problem]:
    if not item.shared_name:
        return []
    return [
        Problem("warning", "name-shared", f"another input is called {item.name} too; this one's id carries a part made of what it holds")
    ]


def _counted(sentences: Sequence[Sentence]) -> dict[str, list[Mention]]:
    """The quantities of each sentence that is read, by its id; what they count as far as the words beside them tell it."""
    units = cells.units(sentences)
    return {s.id: _in_cells(s, quantities.find, units.get(s.id)) for s in sentences if s.kind in _READ_KINDS}


def _parsed(
    sentences: Sequence[Sentence],
    wanted: Collection[str],
    telling: Collection[str],
    settings: Settings,
    cache: Cache | None,
    progress: Progress,
) -> tuple[dict[str, list[Evidence]], dict[str, list[Word]], dict[str, list[Token]]]:
    """GiNZA's entities in each sentence, its words in those wanted for quantities, and in those for events."""
    total, done = max(1, parse.count(sentences)), 0
    found: dict[str, list[Evidence]] = {}
    words: dict[str, list[Word]] = {}
    tokens: dict[str, list[Token]] = {}
    progress("parse", 0, 0)
    for parsed in parse.parse(sentences, model=settings.model, batch_size=settings.batch_size, cache=cache):
        found.update(parsed.evidence())
        words.update(parsed.words(wanted))
        tokens.update(parsed.tokens(telling))
        done += sum(len(sentence.text) for sentence in parsed.sentences)
        progress("parse", done / total, 0)
    return found, words, tokens


def _events(
    sentences: Sequence[Sentence], tokens: Mapping[str, Sequence[Token]], mentions: Sequence[tuple[str, Mention]]
) -> tuple[tuple[tuple[str, Event], ...], list[Problem]]:
    """The events of the sentences that were parsed for them, and the sentences in which reading them broke off."""
    within: dict[str, list[Mention]] = {}
    for key, mention in mentions:
        within.setdefault(key, []).append(mention)
    faults: list[Problem] = []

    def note(sentence: Sentence, fault: Exception) -> None:
        place = sentence.content.raw(0, len(sentence.content))
        faults.append(
            Problem("error", "events-unread", f"reading its events broke off: {type(fault).__name__}: {fault}", *place, sentence.id)
        )

    def read(sentence: Sentence) -> Clauses | None:
        return clauses.read(sentence.text, tokens[sentence.id]) if sentence.id in tokens else None

    return tuple(events.find(sentences, read, within, note)), faults


def _unparsed(sentences: Sequence[Sentence], evidence: dict[str, list[Evidence]]) -> list[Problem]:
    """Sentences longer than GiNZA accepts: rules have read them, its NER has not."""
    return [
        Problem(
            "warning",
            "sentence-too-long",
            f"a sentence of {len(s.text):,} characters was not parsed",
            *s.content.raw(0, len(s.content)),
            s.id,
        )
        for s in sentences
        if s.kind in parse.PARSED_KINDS and s.id not in evidence
    ]


def _mentions(
    sentences: Sequence[Sentence],
    report: Report,
    evidence: dict[str, list[Evidence]],
    datings: dict[str, list[Mention]],
    quantified: dict[str, list[Mention]],
    reference: str,
) -> tuple[list[tuple[str, Mention]], list[Problem]]:
    """The three layers, each found sentence by sentence and then resolved over the whole document."""
    named: _Found = []
    dated: _Found = []
    counted: _Found = []
    problems: list[Problem] = []
    for sentence in sentences:
        if sentence.kind not in _READ_KINDS:
            continue
        named.append((sentence, _in_cells(sentence, _names(evidence.get(sentence.id, ()), report))))
        dated.append((sentence, datings[sentence.id]))
        counted.append((sentence, quantified[sentence.id]))
        problems += _doubtful(sentence, counted[-1][1])
    resolved_names, name_problems = names.resolve(named, report.abbreviations)
    parents = {section.index: section.parent for section in report.sections}
    resolved_dates, date_problems = resolve_dates.resolve(dated, report.metadata.published or reference, parents=parents)
    mentions: list[tuple[str, Mention]] = []
    for layer, found in ((named, resolved_names), (dated, resolved_dates), (counted, [m for _, m in counted])):
        mentions += [(sentence.id, mention) for (sentence, _), resolved in zip(layer, found, strict=True) for mention in resolved]
    return mentions, [*name_problems, *date_problems, *problems]


def _names(evidence: Sequence[Evidence], report: Report) -> Callable[[str], list[Mention]]:
    return lambda text: entities.find(text, evidence, report.abbreviations)


def _in_cells(sentence: Sentence, find: Callable[..., list[Mention]], units: Sequence[str] | None = None) -> list[Mention]:
    """`find` over a sentence; over a table's row cell by cell, with the unit stated for each: no mention crosses into the next."""
    if sentence.kind != "table":
        return find(sentence.text)
    found, at = [], 0
    for column, cell in enumerate(sentence.text.split("\t")):
        stated = {"unit": units[column]} if units else {}
        found += [replace(m, start=m.start + at, end=m.end + at) for m in find(cell, **stated)]
        at += len(cell) + 1
    return found


def _doubtful(sentence: Sentence, mentions: Sequence[Mention]) -> list[Problem]:
    return [
        Problem("warning", code, message, *sentence.content.raw(mention.start, mention.end), sentence.id)
        for mention, code, message in quantities.check(mentions, sentence.text)
    ]


def _unread(notes: Sequence[ReadNote]) -> list[Problem]:
    """Citations that no rule reads stay as they are, and a person is told."""
    problems = []
    for read_note in notes:
        content = read_note.note.content
        for citation in read_note.citations:
            if citation.type == "document" and citation.form == "full" and not citation.title and not citation.container:
                place = content.raw(citation.start, citation.end)
                problems.append(Problem("warning", "citation-unread", f"no rule reads this citation: {citation.raw[:60]}", *place))
    return problems

"""Documents, queue, decisions row by row, bulk acceptance: what a reviewer sees and what is kept."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.engine import ledger
from pipeline.model import Name
from pipeline.review import decisions, rows
from pipeline.review.app.choosing import Choice, chosen
from pipeline.review.app.state import Site
from pipeline.review.app.words import preferred
from pipeline.review.decisions import Decisions
from pipeline.review.model import Decision
from pipeline.rules import words
from tests.review.sites import TOKEN, Page, client, made
from tests.write.documents import document, failed

ROWS = "/d/sample-memo/row/entities"


class Review:
    """A review of the sample reports as a browser does it."""

    def __init__(self, outputs: Path, folder: Path) -> None:
        self.site = Site(outputs, folder, "山田")
        self.file = Decisions(folder)
        self.browser = client(outputs, folder)

    def items(self, **choice: str) -> list[str]:
        """The names of the queue's items."""
        summaries = self.site.summaries()
        return [item.name for item in chosen((item for one in summaries for item in one.items), Choice(**choice)).items]

    def post(self, path: str, status: int = 303, /, **form: str) -> Page:
        """Sends a form; gives the page that answers."""
        answer = self.browser.post(path, form)
        assert answer.status_code == status, answer.text
        return Page(answer.text)

    def decide(self, name: str, verdict: str, status: int = 303, /, **form: str) -> Page:
        """Decides about a row by its name."""
        doc_id, table, row_id = name.split("/", 2)
        return self.post(f"/d/{doc_id}/decide", status, table=table, id=row_id, verdict=verdict, **form)

    def last(self) -> Decision:
        """The last decision in the file."""
        return self.file.read().decisions[-1]

    def row(self, name: str) -> rows.Row | None:
        """The row as it stands in the tables."""
        doc_id, table, row_id = name.split("/", 2)
        return self.site.known(doc_id).find(table, row_id).now


@pytest.fixture
def review(sample_outputs: Path, tmp_path: Path) -> Review:
    return Review(sample_outputs, tmp_path / "reviews")


def first(review: Review, table: str, **cells: str) -> str:
    """The first row of a table in the queue with these cells."""
    return next(name for name in review.items(table=table) if (row := review.row(name)) and cells.items() <= row.items())


def test_words_are_there_in_both_languages() -> None:
    shown = [row for file in ("review_words", "review_view_words") for row in words(file)]
    assert len({row["key"] for row in shown}) == len(shown)
    for row in shown:
        assert row["ja"]
        assert row["en"] or row["key"].startswith("invalid.")  # the program says these in English by itself
        assert set(re.findall(r"{\w+}", row["ja"])) == set(re.findall(r"{\w+}", row["en"] or row["ja"]))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("", "ja"), ("en", "en"), ("en-GB,ja;q=0.5", "en"), ("ja-JP,en", "ja"), ("fr,en;q=0.3", "en"), ("fr", "ja"), ("enx", "ja")],
)
def test_the_browser_s_language_is_spoken(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["{empty}"], "nids-pipeline run"),
        (["{outputs}", "--apply", "--export", "x.xlsx"], "give one of them"),
        (["{outputs}", "--reviews", "memory://reviews", "--no-browser"], "--reviews DIR"),
        (["{outputs}", "--port", "{port}", "--no-browser"], "give another one"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path: Path, options: list[str], told: str) -> None:
    outputs = made(tmp_path / "outputs", [document("d")])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        names = {"empty": tmp_path, "outputs": outputs, "port": taken.getsockname()[1]}
        result = CliRunner().invoke(cli, ["review", *(option.format(**names) for option in options)])
    assert (result.exit_code, result.output.startswith("Error: "), told in result.output) == (1, True, True), result.output


@pytest.mark.model
def test_the_command_brings_decisions_into_the_tables(review: Review, sample_outputs: Path, tmp_path: Path) -> None:
    review.decide(first(review, "entities", text="NATO"), "correct", role="試験")
    outputs = shutil.copytree(sample_outputs, tmp_path / "outputs")
    result = CliRunner().invoke(cli, ["review", str(outputs), "--reviews", str(review.file.path.parent), "--apply"])
    assert result.exit_code == 0, result.output
    with (outputs / "entities.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file) if row["role"] == "試験"] == ["NATO"]


def test_a_document_that_failed_is_listed(tmp_path: Path) -> None:
    page = Page(client(made(tmp_path / "outputs", [failed("x"), document("d")]), tmp_path / "reviews").get("/").text)
    assert "毒" in page.text
    assert next(held["href"] for held in page.all("a", class_="chip")).endswith("queue?doc=x&table=problems")


def test_what_a_run_adds_meanwhile_is_shown(tmp_path: Path) -> None:
    output = made(tmp_path / "outputs", [document("d")])
    site = Site(output, tmp_path / "reviews", "佐藤")
    with ledger.opened(output):  # as a run that works there holds it: what it notes is in the journal first
        assert site.ids() == ("d",)
        made(output, [document("e")])
        assert site.ids() == ("d", "e")
    made(output, [document("f")])
    assert [one.document["doc_id"] for one in site.summaries()] == ["d", "e", "f"]


def test_a_decision_reaches_its_document_or_all(tmp_path: Path) -> None:
    """What one decision cannot have changed is not worked out again; what it can have changed is."""
    texts = [document(name, names=[("海", Name("LOC", "", (("LOC:海", "海"),)))]) for name in ("d", "e")]
    review = Review(made(tmp_path / "outputs", texts), tmp_path / "reviews")
    name = first(review, "entities")
    for scope, known in (("mention", [False, True]), ("all", [False, False])):
        before = review.site.documents()
        review.decide(name, "correct", role="役", scope=scope)
        assert [one is other for one, other in zip(before, review.site.documents(), strict=True)] == known
    assert [one.rows.tables["entities"][0]["role"] for one in review.site.documents()] == ["役", "役"]
    review.post("/d/d/undo", decision=next(one.id for one in review.file.read().decisions if one.scope == "all"))
    assert [one.rows.tables["entities"][0]["role"] for one in review.site.documents()] == ["役", ""]


@pytest.mark.model
def test_the_queue_begins_with_problems_and_goes_on_by_score(review: Review) -> None:
    items = [item for one in review.site.summaries() for item in one.items]
    queue = chosen(items, Choice()).items
    ranks = [("problems", "documents").index(item.table) if item.table in ("problems", "documents") else 2 for item in queue]
    told = [item for item in queue if item.order[0] == 6]
    assert ranks[: len(ranks) - len(told)] == sorted(ranks[: len(ranks) - len(told)])
    scored = [item for item in queue if item.table not in ("problems", "documents")]
    scores = [(item.table == "events", float((review.row(item.name) or {})["score"])) for item in scored]
    assert scores == sorted(scores)
    assert {item.table for item in told} == {"problems"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("choice", "column", "value"),
    [
        ({"table": "dates", "label": "DURATION"}, "type", "DURATION"),
        ({"table": "entities", "label": "GPE"}, "label", "GPE"),
        ({"method": "gazetteer"}, "method", "gazetteer"),
        ({"method": "rule", "rule": "calendar"}, "method", "rule:calendar"),
        ({"doc": "sample-memo", "table": "quantities"}, "doc_id", "sample-memo"),
    ],
)
def test_the_queue_is_narrowed(review: Review, choice: dict[str, str], column: str, value: str) -> None:
    everything = [name for name in review.items() if (review.row(name) or {}).get(column) == value]
    found = review.items(**choice)
    assert found == [name for name in everything if name.split("/")[1] == choice.get("table", name.split("/")[1])]
    assert found


@pytest.mark.model
def test_a_row_is_shown_with_its_sentence(review: Review) -> None:
    name = first(review, "dates", text="翌年5月")
    row = review.row(name)
    assert row
    page = Page(review.browser.get("/queue", {"at": name}).text)
    sentence = review.site.document("sample-memo").rows.sentences[row["sentence_id"]]["text"]
    assert sentence in page.text
    assert "翌年5月" in page.marked
    assert all(row[column] in page.text for column in ("value", "method", "score"))
    leaned = next(one for one in review.site.document("sample-memo").rows.tables["dates"] if one["mention_id"] == row["anchor_id"])
    assert leaned["text"] in page.marked


@pytest.mark.model
def test_each_verdict_is_kept_at_once(review: Review) -> None:
    name = first(review, "entities", text="NATO")
    was = dict(review.row(name) or {})
    for verdict in ("accept", "reject"):
        review.decide(name, verdict)
        kept = review.last()
        assert (kept.verdict, kept.reviewer, kept.table, kept.doc_id) == (verdict, "山田", "entities", name.split("/")[0])
        assert (kept.anchor.quote, kept.machine) == ("NATO", rows.reading("entities", was))
    assert review.row(name) is None
    review.decide(name, "correct", role="試験", comment="確認")
    kept = review.last()
    assert (kept.values, kept.comment, kept.scope) == ({"role": "試験"}, "確認", "mention")
    assert review.row(name) == was | {"role": "試験", "method": "review", "score": "1"}
    review.post(f"/d/{kept.doc_id}/undo", decision=kept.id)
    assert review.row(name) is None  # the rejection holds again


@pytest.mark.model
def test_whoever_accepts_a_corrected_row_accepts_what_is_shown(review: Review) -> None:
    name = first(review, "entities", text="NATO")
    review.decide(name, "correct", role="試験", scope="document")
    assert (review.row(name) or {})["role"] == "試験"
    review.decide(name, "accept")
    assert (review.last().verdict, review.last().values, review.last().scope) == ("correct", {"role": "試験"}, "mention")
    review.decide(name, "machine")
    assert (review.last().verdict, (review.row(name) or {})["role"]) == ("accept", "")


@pytest.mark.model
def test_a_correction_holds_for_the_whole_document_and_for_the_row_that_was_decided_before(review: Review) -> None:
    nato = [name for name in review.items(table="entities", doc="sample-memo") if (review.row(name) or {})["text"] == "NATO"]
    assert len(nato) == 2
    review.decide(nato[0], "accept")
    review.decide(nato[0], "correct", role="同盟", scope="document")
    assert {(review.row(name) or {})["role"] for name in nato} == {"同盟"}
    assert [one.scope for one in review.file.read().decisions] == ["mention", "document", "mention"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("table", "form", "field", "told"),
    [
        ("dates", {"value": "someday"}, "value", "日付の値ではありません"),
        ("dates", {"earliest": "2024-13-01"}, "earliest", "日付ではありません"),
        ("quantities", {"value": "many"}, "value", "数値ではありません"),
        ("entities", {"entity_id": "XXX"}, "entity_id", "ISO 3166-1"),
        ("entities", {"label": "NOTHING"}, "label", "選べる値ではありません"),
        ("entities", {"name": ""}, "name", "空にはできません"),
        ("entities", {"name": "x" * 3_000}, "name", "長すぎます"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(review: Review, table: str, form: dict[str, str], field: str, told: str) -> None:
    kind = {"type": "DATE"} if table == "dates" else {}
    page = review.decide(first(review, table, **kind), "correct", 422, **form)
    control = page.all(name=field)[0]
    assert control["aria-invalid"] == "true"
    assert page.all(id=control["aria-describedby"])
    assert told in page.text
    assert page.all("input", name=field)[0]["value"] == form[field] if page.all("input", name=field) else True
    assert review.file.read().decisions == ()


@pytest.mark.model
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"verdict": "correct"}, "変更がありません"),
        ({"verdict": "nonsense"}, "この判断はできません"),
        ({"verdict": "correct", "role": "x", "scope": "world"}, "この範囲は選べません"),
        ({"verdict": "correct", "start": "0", "end": "999999"}, "語句の範囲"),
        ({"verdict": "correct", "start": "-1", "end": "2"}, "語句の範囲"),
    ],
)
def test_forms_that_say_nothing_sensible_are_refused(review: Review, form: dict[str, str], told: str) -> None:
    doc_id, table, row_id = first(review, "entities").split("/", 2)
    assert told in review.post(f"/d/{doc_id}/decide", 422, table=table, id=row_id, **form).text
    assert review.file.read().decisions == ()


@pytest.mark.model
def test_a_document_cannot_be_rejected(review: Review) -> None:
    review.decide("sample-memo/documents/sample-memo", "reject", 422)
    review.decide("sample-memo/documents/sample-memo", "correct", subtitle="試験")
    assert review.site.document("sample-memo").rows.document["subtitle"] == "試験"


@pytest.mark.model
def test_the_words_of_a_mention_are_moved(review: Review) -> None:
    name = first(review, "dates", text="翌年5月")
    row = dict(review.row(name) or {})
    review.decide(name, "correct", start=row["start"], end=str(int(row["end"]) - 2))
    assert review.last().values == {"text": "翌年", "offset": "0"}
    now = review.row(name)
    assert now
    assert (now["text"], int(now["end"])) == ("翌年", int(row["end"]) - 2)
    review.decide(name, "correct", start=row["start"], end=row["end"])
    assert (review.row(name) or {})["text"] == "翌年5月"


@pytest.mark.model
def test_a_missed_mention_is_added_corrected_and_taken_back(review: Review) -> None:
    sentence = next(iter(review.site.document("sample-memo").rows.sentences.values()))
    place = {"table": "entities", "sentence_id": sentence["sentence_id"], "start": "0", "end": "2"}
    form = Page(review.browser.get("/d/sample-memo/add/entities", {key: place[key] for key in ("sentence_id", "start", "end")}).text)
    assert {held["name"] for held in form.all("input") if "name" in held} >= {"start", "end", "entity_id", "name", "role", "comment"}
    page = review.post("/d/sample-memo/add", 422, **place, label="LOC")
    assert page.all(name="name")[0]["aria-invalid"] == "true"
    review.post("/d/sample-memo/add", **place, label="LOC", name="試験海")
    added = review.last()
    assert (added.verdict, added.anchor.quote, added.row_id) == ("add", sentence["text"][:2], "")
    review.post("/d/sample-memo/add", 422, **place, label="LOC", name="試験海")
    one = review.site.known("sample-memo").decided_by(added.id)
    assert one
    assert one.now
    assert (one.now["method"], one.now["name"]) == ("review", "試験海")
    review.decide(f"sample-memo/entities/{one.row_id}", "correct", role="役")
    assert (review.row(f"sample-memo/entities/{one.row_id}") or {})["role"] == "役"
    for decision in (review.last(), added):
        review.post("/d/sample-memo/undo", decision=decision.id)
    assert f"sample-memo/entities/{one.row_id}" not in review.items(state="all")


@pytest.mark.model
def test_an_event_is_corrected_by_names_and_words(review: Review) -> None:
    """Its card tells who its ids stand for, its form offers the dates and things beside it; what is not in the document is refused."""
    name = next(
        one
        for one in review.items(table="events", doc="sample-memo")
        if all((review.row(one) or {})[part] for part in ("actors", "date_id"))
    )
    doc_id, _, row_id = name.split("/", 2)
    was = review.row(name) or {}
    known = review.site.document(doc_id).rows
    thing = next(row for row in known.tables["entities"] if row["entity_id"] == was["actors"].split("|")[0])
    shown = Page(review.browser.get(f"/d/{doc_id}/row/events", {"id": row_id}).text)
    date = next(row for row in known.tables["dates"] if row["mention_id"] == was["date_id"])
    assert thing["name"] in shown.text
    assert date["text"] in shown.text
    form = Page(review.browser.get(f"/d/{doc_id}/edit/events", {"id": row_id}).text)
    assert {one["name"] for one in form.all("select")} == {"action_class", "polarity", "modality"}
    assert was["date_id"] in {one["value"] for one in form.all("option")}
    assert form.all("input", list=form.all("datalist")[0]["id"])[0]["name"] == "date_id"

    refused = review.decide(name, "correct", 422, actors="火星")
    assert "この文書にある名称か ID" in refused.text
    review.decide(name, "correct", actors="米国", targets="", said_by=thing["name"], modality="reported", polarity="negative")
    now = review.row(name) or {}
    assert (now["actors"], now["said_by"], now["modality"], now["polarity"]) == ("USA", thing["entity_id"], "reported", "negative")
    review.decide(name, "reject")
    assert review.row(name) is None
    review.post(f"/d/{doc_id}/undo", decision=review.last().id)
    assert (review.row(name) or {})["actors"] == "USA"


@pytest.mark.model
def test_the_queue_goes_on_behind_the_row_that_was_decided(review: Review) -> None:
    items = review.items(table="entities")
    review.decide(items[3], "accept", view="queue", **{"q-table": "entities"})
    doc_id, table, row_id = items[3].split("/", 2)
    answer = review.browser.post(
        f"/d/{doc_id}/decide", {"table": table, "id": row_id, "verdict": "reject", "view": "queue", "q-table": "entities"}
    )
    assert (
        Page(review.browser.get(answer.headers["location"].removeprefix(f"/{TOKEN}")).text).all("input", name="id")[0]["value"]
        == items[4].split("/", 2)[2]
    )
    back = review.browser.post(f"/d/{doc_id}/undo", {"decision": review.last().id, "view": "queue", "q-table": "entities"})
    page = Page(review.browser.get(back.headers["location"].removeprefix(f"/{TOKEN}")).text)
    assert page.all("input", name="id")[0]["value"] == row_id


@pytest.mark.model
def test_the_last_row_of_a_choice_leaves_nothing(review: Review) -> None:
    items = review.items(table="documents")
    for name in items:
        review.decide(name, "accept", view="queue", **{"q-table": "documents"})
    page = Page(review.browser.get("/queue", {"table": "documents"}).text)
    assert not page.all("input", name="id")
    assert "残っている行はありません" in page.text


@pytest.mark.model
def test_two_reviewers_see_each_other_and_both_decisions_are_kept(review: Review, sample_outputs: Path) -> None:
    name = first(review, "entities", text="NATO")
    doc_id, table, row_id = name.split("/", 2)
    other = Site(sample_outputs, review.file.path.parent, "鈴木")
    assert other.known(doc_id).find(table, row_id).decision is None
    review.decide(name, "accept", last="")
    assert other.known(doc_id).find(table, row_id).decision == review.last()
    answer = review.browser.post(f"/d/{doc_id}/decide", {"table": table, "id": row_id, "verdict": "reject", "last": ""})
    assert answer.status_code == 303
    assert [one.verdict for one in review.file.read().decisions] == ["accept", "reject"]
    assert other.known(doc_id).find(table, row_id).now is None


@pytest.mark.model
@pytest.mark.parametrize(("second", "told"), [("reject", True), ("accept", False)])
def test_who_decided_otherwise_meanwhile_is_told(review: Review, second: str, told: bool) -> None:
    name = first(review, "entities", text="NATO")
    doc_id, table, row_id = name.split("/", 2)
    review.decide(name, "accept", last="")
    for view in ("row", "queue"):
        form = {"table": table, "id": row_id, "verdict": second, "last": "", "view": view}
        answer = review.browser.post(f"/d/{doc_id}/decide", form, {"hx-request": "true"})
        assert ("両方の判断を残し" in answer.text) == told
        review.decide(name, "accept")
    assert json.loads(answer.headers.get("hx-trigger", '{"decided": {}}')).keys() == {"decided"}


@pytest.mark.model
def test_all_rows_of_a_rule_are_accepted_after_they_were_listed(review: Review) -> None:
    asked = {"doc": "sample-memo", "table": "quantities", "method": "rule:number"}
    everything = [
        name for name in review.items(doc="sample-memo", table="quantities") if (review.row(name) or {})["method"] == "rule:number"
    ]
    review.decide(everything[0], "reject")
    page = Page(review.browser.get("/bulk", asked).text)
    listed = [held["value"] for held in page.all("input", name="without")]
    assert sorted(listed) == sorted(everything[1:])
    assert all((review.row(name) or {})["text"] in page.marked for name in listed)
    mark = page.all("input", name="mark")[0]["value"]
    review.decide(listed[-1], "accept")
    assert "まだ何も保存していません" in review.post("/bulk", 409, **asked, mark=mark).text
    mark = Page(review.browser.get("/bulk", asked).text).all("input", name="mark")[0]["value"]
    before = len(review.file.read().decisions)
    done = review.post("/bulk", 200, **asked, mark=mark, without=listed[0])
    made_now = review.file.read().decisions[before:]
    assert sorted(one.row_id for one in made_now) == sorted(name.split("/", 2)[2] for name in listed[1:-1])
    assert {one.verdict for one in made_now} == {"accept"}
    ids = [held["value"] for held in done.all("input", name="decision")]
    assert ids == [one.id for one in made_now]
    assert review.browser.post("/d/sample-memo/undo", {"decision": ids}).status_code == 303
    assert set(ids) <= review.file.read().undone()


@pytest.mark.model
def test_decisions_that_lost_their_place_come_first_and_can_be_dismissed(review: Review, sample_outputs: Path) -> None:
    held = review.site.known("sample-memo").machine
    row = held.tables["entities"][0]
    anchor = decisions.Anchor("ここにはない語句", "前の文", "後の文", row["sentence_id"], 0, 8)
    lost = decisions.new(
        "reject", "entities", reviewer="鈴木", document={**held.document, "sha256": "0" * 64}, row=row, anchor=anchor, comment="注意"
    )
    review.file.append([lost])
    page = Page(review.browser.get("/queue").text)
    assert all(told in page.text for told in ("ここにはない語句", "鈴木", "注意", "箇所不明"))
    assert "箇所不明の判断 1" in Page(review.browser.get("/").text).text
    review.post("/d/sample-memo/undo", decision=lost.id, view="queue")
    assert "ここにはない語句" not in Page(review.browser.get("/queue").text).text


@pytest.mark.model
def test_lines_that_are_no_decision_are_told(review: Review) -> None:
    review.decide(first(review, "dates"), "accept")
    with review.file.path.open("a", encoding="utf-8") as file:
        file.write("nonsense\n")
    assert "decisions.csv:3:" in Page(review.browser.get("/").text).text


@pytest.mark.model
def test_decisions_about_a_report_that_was_renamed_hold(review: Review) -> None:
    held = review.site.known("sample-memo").machine
    row = held.tables["entities"][0]
    anchor = held.sentence_stream.anchor(row["sentence_id"], int(row["start"]), int(row["end"]), row)
    document = {**held.document, "doc_id": "old-name", "source_file": "old-name.txt"}
    review.file.append([decisions.new("reject", "entities", reviewer="鈴木", document=document, row=row, anchor=anchor)])
    assert review.row(f"sample-memo/entities/{rows.row_id('entities', row)}") is None
    assert "old-name" not in Page(review.browser.get("/").text).text


@pytest.mark.model
def test_progress_is_counted(review: Review) -> None:
    for name in review.items(doc="sample-memo", table="dates")[:3]:
        review.decide(name, "accept")
    bars = {held["aria-label"]: held for held in Page(review.browser.get("/").text.split('href="/t/d/sample-memo"')[1]).all("progress")}
    assert bars["日付"]["value"] == "3"


@pytest.mark.model
def test_nothing_is_written_to_the_outputs(review: Review, sample_outputs: Path) -> None:
    def state() -> dict[str, str]:
        return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in sample_outputs.rglob("*") if file.is_file()}

    before = state()
    review.decide(first(review, "dates"), "accept")
    for path in ("/", "/queue", "/d/sample-memo", "/search?q=北"):
        assert review.browser.get(path).status_code == 200
    assert {file: digest for file, digest in state().items() if not file.endswith(("-wal", "-shm"))} == before


@pytest.mark.model
@pytest.mark.parametrize("path", ["/", "/queue", "/queue?table=entities", "/bulk?table=entities&method=gazetteer"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_pages_are_whole(sample_outputs: Path, tmp_path: Path, path: str, lang: str) -> None:
    page = Page(client(sample_outputs, tmp_path / "reviews", lang=lang).get(path).text)
    assert page.all("html")[0]["lang"] == lang
    assert not page.inline
    ids = [held["id"] for held in page.all() if "id" in held]
    assert len(ids) == len(set(ids))
    labelled = {held["for"] for held in page.all("label") if "for" in held}
    for _, held in page.tags:
        assert held.get("aria-labelledby", "main") in ids
    for held in page.all("input", type="text"):
        assert held["id"] in labelled
    assert page.all("main")


@pytest.mark.model
def test_a_name_is_chosen_in_the_app(review: Review) -> None:
    answer = review.browser.post("/reviewer", {"reviewer": "鈴木 花子"})
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert f"Path=/{TOKEN}/" in cookie
    doc_id, table, row_id = first(review, "dates").split("/", 2)
    review.browser.post(f"/d/{doc_id}/decide", {"table": table, "id": row_id, "verdict": "accept"}, {"cookie": cookie.split(";")[0]})
    assert review.last().reviewer == "鈴木 花子"

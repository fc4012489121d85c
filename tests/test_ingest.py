"""read: which files, which kind of content, which encoding; and that bad input is a Failure while the rest goes on."""

import codecs
import datetime as dt
import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from eventmap.errors import InputError
from eventmap.ingest import find_inputs, read
from eventmap.records import Document, Failure
from eventmap.settings import Settings

TEXT = "Shells fell on the market of Saraqib on Sunday and killed four people."
RUSSIAN = "В результате обстрела города погибли три человека, сообщили в администрации."
ARABIC = "قتل أربعة مدنيين وأصيب آخرون في قصف مدفعي على مدينة سراقب يوم الأحد."


def one(path: Path | str, **settings: object) -> Document | Failure:
    (item,) = read(path, Settings(**settings))  # type: ignore[arg-type]
    return item


def documents(paths: object, **settings: object) -> list[Document]:
    items = list(read(paths, Settings(**settings)))  # type: ignore[arg-type]
    assert all(isinstance(item, Document) for item in items), items
    return items  # type: ignore[return-value]


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def failure(path: Path | str, **settings: object) -> Failure:
    item = one(path, **settings)
    assert isinstance(item, Failure), item
    assert item.step == "read"
    assert item.error and item.hint
    return item


# --- which files ------------------------------------------------------------------------------------------------------


def test_a_file_is_called_by_its_stem(tmp_path: Path) -> None:
    (document,) = documents(written(tmp_path / "al-bab.txt", TEXT))
    assert (document.doc_id, document.text, document.path) == ("al-bab", TEXT, str(tmp_path / "al-bab.txt"))


def test_folder_is_sorted_recursive_and_named_from_itself(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.html"):
        written(tmp_path / name, TEXT)
    assert [d.doc_id for d in documents(tmp_path)] == ["a", "b", "sub/c", "sub/deep/d"]


def test_folder_passes_over_hidden_files_assets_and_what_is_about_the_folder(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/config", "page_files/style.css", "page_files/a.PNG", "README.md", "LICENSE", "a.txt"):
        written(tmp_path / name, TEXT)
    assert [d.doc_id for d in documents(tmp_path)] == ["a"]


def test_loop_of_links_ends(tmp_path: Path) -> None:
    written(tmp_path / "sub" / "a.txt", TEXT)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    items = list(read(tmp_path))
    assert [type(item).__name__ for item in items] == ["Failure", "Document"]


def test_pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    written(tmp_path / "a.txt", TEXT)
    assert [d.doc_id for d in documents(tmp_path)] == ["a"]


def test_glob(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.txt", "sub/a3.txt"):
        written(tmp_path / name, TEXT)
    assert [d.doc_id for d in documents(f"{tmp_path}/a*.txt")] == ["a1", "a2"]
    assert [d.doc_id for d in documents(f"{tmp_path}/**/a*.txt")] == ["a1", "a2", "sub/a3"]


def test_glob_through_loops_of_links_ends(tmp_path: Path) -> None:
    written(tmp_path / "sub" / "a.txt", TEXT)
    written(tmp_path / ".hidden" / "a.txt", TEXT)
    for name in ("one", "two", "three"):
        (tmp_path / "sub" / name).symlink_to(tmp_path)
    assert [d.doc_id for d in documents(f"{tmp_path}/**/*.txt")] == ["sub/a"]


def test_glob_that_is_none(tmp_path: Path) -> None:
    for pattern in ("a**b/*.txt", "[", "***"):
        with pytest.raises(InputError):
            read(f"{tmp_path}/{pattern}")


def test_a_file_and_a_link_to_it_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to(written(tmp_path / "a.txt", TEXT))
    assert [d.doc_id for d in documents(tmp_path)] == ["a"]


def test_file_whose_name_looks_like_a_glob(tmp_path: Path) -> None:
    assert one(written(tmp_path / "raid[1].txt", TEXT)).doc_id == "raid[1]"


def test_names_are_unique_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    paths = [written(tmp_path / name, TEXT) for name in ("x/a.txt", "y/a.txt", "z/a.txt", "x/a.html")]
    assert [d.doc_id for d in documents([*paths, paths[0]])] == ["a", "a.txt", "a#2", "a.html"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content, doc_id in ((TEXT, "stdin"), (json.dumps({"text": TEXT}), "stdin:1"), (f"<p>{TEXT}</p>", "stdin")):
        stream = io.TextIOWrapper(io.BytesIO(content.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        (document,) = documents("-")
        assert (document.doc_id, document.text, document.path) == (doc_id, TEXT, "-")
        assert not stream.closed


def test_what_is_missing_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    good = written(tmp_path / "a.txt", TEXT)
    for bad in (tmp_path / "none.txt", f"{tmp_path}/*.html", tmp_path / "empty", "https://ledger.example/a"):
        with pytest.raises(InputError):
            read([good, bad])
    with pytest.raises(InputError):
        read([])


def test_inputs_can_be_listed_without_reading(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", b"\0\0")
    assert [(i.doc_id, i.is_stdin) for i in find_inputs([tmp_path, "-"])] == [("a", False), ("stdin", True)]


# --- which content ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a", "a.dat"])
def test_content_decides_not_the_suffix(tmp_path: Path, name: str) -> None:
    html = f"<!DOCTYPE html><html><body><article><h1>T</h1><p>{TEXT}</p></article></body></html>"
    line = json.dumps({"doc_id": "x", "text": TEXT})
    contents = [html, line] if name.endswith("jsonl") is False else [line]
    assert [one(written(tmp_path / name, content)).text for content in contents] == [TEXT] * len(contents)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["<3 from Aleppo, where two people died today.", "{Aleppo} Two people died in the city today.", "[Aleppo] Two people died today."])
def test_plain_text_that_begins_like_something_else(tmp_path: Path, text: str) -> None:
    assert one(written(tmp_path / "a.txt", text)).text == text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
@pytest.mark.parametrize("text", [TEXT, RUSSIAN, ARABIC])
def test_unicode_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert one(written(tmp_path / "a.txt", text.encode(encoding))).text == text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"), (ARABIC, "iso8859-6"), ("غارة جوية على دوما", "cp1256"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        ("Взрыв в Мелитополе", "cp1251"), ("Російські війська обстріляли Харків, двоє загинули.", "cp1251"),
        ("Une frappe aérienne a tué trois civils à Alep, a déclaré l’armée.", "cp1252"),
        ("Türk savaş uçakları El Bab'da IŞİD hedeflerini vurdu.", "cp1254"), ("שלושה בני אדם נהרגו בתקיפה בעיר עזה.", "cp1255"),
        ("Shells fell on “al-Bab” – four died.", "cp1252"),
    ],
)  # fmt: skip
def test_one_byte_encodings(tmp_path: Path, text: str, encoding: str) -> None:
    assert one(written(tmp_path / "a.txt", text.encode(encoding))).text == text  # type: ignore[union-attr]


def test_one_bad_byte_does_not_turn_utf8_into_something_else(tmp_path: Path) -> None:
    data = RUSSIAN.encode()[:-1] + b"\xff."
    assert one(written(tmp_path / "a.txt", data)).text.startswith(RUSSIAN[:40])  # type: ignore[union-attr]


def test_controls_and_bidi_overrides_go_letters_and_joiners_stay(tmp_path: Path) -> None:
    text = "Shells\x00 fell\x08 on \u202eSaraqib\u202c and \u2067Idlib\u2069\tkilling four.\r\nمی\u200cشود"
    document = one(written(tmp_path / "a.txt", text))
    assert document.text == "Shells fell on Saraqib and Idlib killing four.\nمی\u200cشود"  # type: ignore[union-attr]


def test_language_by_letters(tmp_path: Path) -> None:
    hebrew = "שלושה בני אדם נהרגו בתקיפה בעיר עזה."
    ukrainian = "Російські війська обстріляли Харків, двоє загинули."
    german = "Bei einem Angriff auf die Stadt wurden am Montag drei Menschen getötet."
    names = "Shells hit Bab al-Faraj al-Midan al-Muhafaza and al-Neel Street."  # "al" is Spanish too
    for text, code in ((TEXT, "en"), (names, "en"), (ARABIC, "ar"), (RUSSIAN, "ru"), (ukrainian, "uk"), (hebrew, "he"), (german, "de"), ("1 + 2 = 3!", "")):
        assert one(written(tmp_path / "a.txt", text)).language == code  # type: ignore[union-attr]


# --- JSON lines -------------------------------------------------------------------------------------------------------


def test_line_is_taken_as_it_is(tmp_path: Path) -> None:
    text = "  0 $\n\nSupport us\r\n\nShells\x00 fell \u202e on Saraqib.  \n\nNotify of\n"
    line = {"doc_id": 7, "text": text, "title": "T", "published": "2017-01-02", "source": "Ledger", "url": "https://l.example/a", "language": "xx", "more": 1}
    (document,) = documents(written(tmp_path / "a.jsonl", json.dumps(line)))
    assert document == Document(
        doc_id="7", text=text, title="T", published=dt.date(2017, 1, 2), published_from="metadata", source="Ledger", url="https://l.example/a",
        language="xx", path=str(tmp_path / "a.jsonl"),
    )  # fmt: skip


def test_lines_without_a_name_are_numbered_and_names_are_unique(tmp_path: Path) -> None:
    lines = [{"text": TEXT}, {"text": TEXT, "doc_id": "x"}, {"text": TEXT, "doc_id": "x"}, {"text": TEXT, "doc_id": ""}]
    path = written(tmp_path / "news.jsonl", "\n".join(map(json.dumps, lines)))
    assert [d.doc_id for d in documents(path)] == ["news:1", "x", "x#3", "news:4"]


def test_bad_lines_fail_and_the_rest_is_read(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    bad = ["{", "[]", "5", '{"txt": "a"}', '{"text": 5}', '{"text": ""}', '{"text": " "}', "\xff", '{"text": "' + "[" * 99, '{"text": "a", "title": {}}']
    data = b"\n".join(line.encode("latin-1") for line in [good, *bad, "", good])
    items = list(read(written(tmp_path / "a.jsonl", data)))
    assert [type(i).__name__ for i in items] == ["Document", *["Failure"] * len(bad), "Document"]
    assert [i.doc_id for i in items][:3] == ["a:1", "a:2", "a:3"]
    assert all("line" in i.error and i.hint for i in items if isinstance(i, Failure))


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", codecs.BOM_UTF8 + f'{{"text": "{TEXT}"}}\r\n{{"text": "{TEXT}"}}\r\n'.encode())
    assert len(documents(path)) == 2


def test_halves_of_letters_and_raw_controls_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"text": "Shells \\ud83d fell on Saraqib."}\n{"text": "Shells\x01 fell."}')
    assert [d.text for d in documents(path)] == ["Shells \ufffd fell on Saraqib.", "Shells\x01 fell."]


def test_an_array_or_one_object_over_many_lines(tmp_path: Path) -> None:
    array = json.dumps([{"text": TEXT, "doc_id": "x"}, {"text": TEXT}], indent=1)
    assert [d.doc_id for d in documents(written(tmp_path / "a.json", array))] == ["x", "a:2"]
    assert [d.doc_id for d in documents(written(tmp_path / "a.json", json.dumps({"text": TEXT}, indent=1)))] == ["a:1"]
    assert len(list(read(written(tmp_path / "a.json", '[{"text": 1}, {"text": "Shells fell."}]')))) == 2


def test_published_that_cannot_be_read_leaves_the_other_sources(tmp_path: Path) -> None:
    line = {"text": TEXT, "published": "some day", "url": "https://l.example/2017/01/02/a"}
    (document,) = documents(written(tmp_path / "a.jsonl", json.dumps(line)))
    assert (document.published, document.published_from) == (dt.date(2017, 1, 2), "url")


def test_too_long_line_is_passed_over(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    path = written(tmp_path / "a.jsonl", f'{good}\n{{"text": "{"x" * 5_000}"}}\n{good}\n')
    items = list(read(path, Settings(max_line_bytes=1_000)))
    assert [type(i).__name__ for i in items] == ["Document", "Failure", "Document"]
    assert "max_line_bytes" in items[1].hint  # type: ignore[union-attr]


def test_many_json_lines_are_all_read(tmp_path: Path) -> None:
    line = json.dumps({"doc_id": "x", "text": TEXT * 40, "published": "2017-01-02"})
    path = written(tmp_path / "a.jsonl", f"{line}\n" * 5_000)
    assert sum(1 for _ in read(path)) == 5_000


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html"])
@pytest.mark.parametrize("content", [b"", b" \n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty_files(tmp_path: Path, name: str, content: bytes) -> None:
    failure(written(tmp_path / name, content))


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"x" * 10_000, mtime=0), b"PK\x03\x04....", b"\x89PNG\r\n", bytes(range(256)) * 50, b"\0" * 9_000, b"SQLite format 3\0", os.urandom(9_000)],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_binary_files(tmp_path: Path, content: bytes, name: str) -> None:
    for item in read(written(tmp_path / name, content)):
        assert isinstance(item, Failure)
        assert item.hint


def test_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    assert "gunzip" in failure(written(tmp_path / "a.txt", gzip.compress(b"\0" * 50_000_000, mtime=0))).hint


def test_table_says_where_it_belongs(tmp_path: Path) -> None:
    assert "eventmap map" in failure(written(tmp_path / "a.csv", "event_date,latitude\n2017-01-02,36")).hint


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"shell " * 9_000_000)
    assert "max_text_chars" in failure(path).hint


def test_larger_than_allowed_is_not_read(tmp_path: Path) -> None:
    assert "max_file_bytes" in failure(written(tmp_path / "a.txt", TEXT), max_file_bytes=10).hint


def test_longer_than_allowed(tmp_path: Path) -> None:
    assert "max_text_chars" in failure(written(tmp_path / "a.txt", TEXT), max_text_chars=10).hint
    assert "max_text_chars" in failure(written(tmp_path / "a.jsonl", json.dumps({"text": TEXT})), max_text_chars=10).hint


def test_only_furniture(tmp_path: Path) -> None:
    failure(written(tmp_path / "a.txt", "0 $\n2,500 $\nDonate now\n"))


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = written(tmp_path / "a.txt", TEXT), written(tmp_path / "b.txt", TEXT)
    opened = io.FileIO

    def refuse(path: str) -> io.FileIO:
        if path == str(bad):
            raise PermissionError(13, "Permission denied", path)
        return opened(path)

    monkeypatch.setattr(io, "FileIO", refuse)
    items = list(read([bad, good]))
    assert [type(i).__name__ for i in items] == ["Failure", "Document"]
    assert items[0].error == "Permission denied"  # type: ignore[union-attr]


def test_file_that_vanishes_after_it_was_listed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", TEXT)
    items = read(path)
    path.unlink()
    assert isinstance(next(items), Failure)


def test_a_defect_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("eventmap.ingest.reading.plain_document", break_down)
    assert "ZeroDivisionError" in failure(written(tmp_path / "a.txt", TEXT)).error


def test_reading_text_does_not_import_the_html_extractor(tmp_path: Path) -> None:
    import subprocess

    path = written(tmp_path / "a.txt", TEXT)
    code = f"import sys; from eventmap.ingest import read; list(read({str(path)!r})); sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent.parent, check=False).returncode == 0

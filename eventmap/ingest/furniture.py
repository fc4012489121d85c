"""The page around an article: which lines are not its text. One trimmer for plain text and for what was extracted from HTML.

Nothing is left out by its length or place alone. A line goes because ``data/furniture.tsv`` or ``data/photo_credits.tsv`` knows it,
because it only counts money, because it tells the title again, or because it stands under the head of the readers' comments or of a list
of other articles. Every line left out is returned with its reason.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from eventmap.ingest.datelines import is_date_line
from eventmap.ingest.paragraphs import is_prose, to_lines

_LONGEST_FURNITURE = 200  # characters; a longer line is article text or a caption
_LONGEST_CAPTION = 400
_LONGEST_TITLE = 200
_TITLE_WORDS = 3
_TITLE_LINES = 60  # the title is told again within so many lines
_MENU_WORDS, _MENU_RUN = 3, 3  # so many lines in a row of so few words above the article are a menu
_REPORTED_LINES, _REPORTED_CHARS = 200, 200
_OWN_PARAGRAPH = 90  # characters; a line of this length is a paragraph even without blank lines around it
_MANY_POSTS = 3  # a "Leave a comment" that comes so often with text between is each post's link

_EDGES = " \t.,:;!?…|·•*+-–—_=~<>«»‹›→←▼▲▶►()[]{}\"'“”"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:[km]\b)?")
_BRACKETS_AND_MORE = re.compile(r"[(\[][^)\]]*[)\]]\s*\w")
_SENTENCE_GAP = re.compile(r"[^\W\d_]{3,}[.!?؟][\"”’»)]?\s+[\"'“‘«(]?[^\W\d_a-z]")
_MONEY = re.compile(
    r"(?=.*\d)(?=.*(?:[$€£₽₴₺%]|\b(?:usd|eur)\b))(?:[\s\d.,:/%$€£₽₴₺+()–-]|\b(?:usd|eur|us|of|raised|goal|target|donated|left|per|month|monthly|once)\b)*",
    re.I,
)
_LINK = re.compile(r"(?:[^\W\d]{1,30}:? ){0,2}(?:https?://|www\.)\S+")
_BARE_NUMBER = re.compile(r"[\d\s.,]{1,12}")
_SUPPORT_NAME = re.compile(r"(?:Support|SUPPORT|Donate to|DONATE TO) (\S+(?: \S+)?)")
_BYLINE = re.compile(r"(?:By|BY|by|Par|Por|Von) [A-Z][\w.’'-]+(?:(?:,? and|,| &)? [A-Z][\w.’'-]*){0,6}")
_BREADCRUMB = re.compile(r"[^.!?»>/|]{1,30}(?:\s[»>›/|]\s[^.!?»>/|]{1,80}){1,6}")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is not the article's, and why."""

    reason: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """``text`` without furniture, ``title`` apart from it ("" where there is none), and what was left out.

    ``opening`` is what stands before the article's second paragraph, furniture included: a dateline may be there.
    """

    text: str
    title: str = ""
    opening: str = ""
    left_out: tuple[LeftOut, ...] = ()

    def reported(self) -> tuple[str, ...]:
        """What was left out as a document carries it: "reason: line", at most 200 lines of 200 characters."""
        return tuple(f"{left.reason}: {left.line[:_REPORTED_CHARS]}" for left in self.left_out[:_REPORTED_LINES])


def trim(text: str, *, title: str = "", site: str = "") -> Article:
    """Takes the article out of a page's text, in linear time.

    Args:
        text: paragraphs or lines with newlines between them.
        title: the page's, where it is known.
        site: the publisher's name, where it is known: "Support <site>" is then no heading.

    Returns:
        The article; its text is empty when the page holds nothing but furniture.
    """
    lines = to_lines(text)
    kinds = [_kind(line) for line in lines]
    prose = [kind in ("", "speaker") and is_prose(line) for kind, line in zip(kinds, lines, strict=True)]
    end = _comments_begin(lines, kinds, prose)
    left_out = [LeftOut("comments", line) for line in lines[end:] if line]
    lines, kinds, prose = lines[:end], kinds[:end], prose[:end]
    reasons = _reasons(lines, kinds, prose, site)
    title, repeats = _title(lines, reasons, prose, title)
    reasons.update((i, "title") for i in repeats)
    left_out = [LeftOut(reasons[i], lines[i]) for i in sorted(reasons)] + left_out
    first = prose.index(True) if True in prose else len(prose)
    body = "\n".join(line for i, line in enumerate(lines) if i not in reasons)
    return Article(text=_one_blank(body), title=title, opening="\n".join(lines[: first + 1]), left_out=tuple(left_out))


def _one_blank(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()


# --- what a line is ---------------------------------------------------------------------------------------------------


def _kind(line: str) -> str:
    """The kind of furniture a line is by itself, "" for none."""
    if not line or len(line) > _LONGEST_CAPTION:
        return ""
    if len(line) <= _LONGEST_FURNITURE:
        kind = _listed(_folded(line)) or ("money" if _MONEY.fullmatch(line) else "link" if _LINK.fullmatch(line) else "")
        if kind:
            return kind
    return "caption" if _is_caption(line) else ""


def _folded(line: str) -> str:
    """As the table writes it: "#" for numbers."""
    return _NUMBER.sub("#", _plain(line))


def _plain(line: str) -> str:
    """Lower case, no commas, no punctuation at the ends, straight apostrophes."""
    return " ".join(line.lower().replace("’", "'").replace(",", " ").split()).strip(_EDGES)


def _listed(folded: str) -> str:
    exact = _exact()
    if folded in exact:
        return exact[folded]
    patterns = (*_patterns_from(folded.split(" ", 1)[0]), *_patterns_from("*"))
    return next((kind for pattern, kind in patterns if pattern.fullmatch(folded)), "")


@functools.cache
def _exact() -> dict[str, str]:
    """The table's lines without "*", to their kind."""
    return {_folded(line.replace("#", "1")): kind for kind, line in _rows("furniture.tsv") if "*" not in line}


@functools.cache
def _lines_by_first_word() -> dict[str, dict[str, list[str]]]:
    """The table's lines with "*": first word ("*" where that is open), kind, lines."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, row in _rows("furniture.tsv"):
        line = " ".join(row.replace(",", " ").split())
        first = line.split(" ", 1)[0]
        if "*" in line:
            found.setdefault("*" if "*" in first else first, {}).setdefault(kind, []).append(line)
    return found


@functools.lru_cache(maxsize=1024)
def _patterns_from(first: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the lines that begin with a word. Compiled when a text has it: all of them would cost 40 ms at each start."""
    return tuple((_any_of(lines), kind) for kind, lines in _lines_by_first_word().get(first, {}).items())


def _any_of(lines: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(line).replace(r"\*", ".{0,60}").replace(r"\#", "#") for line in lines))


def _rows(name: str) -> list[tuple[str, str]]:
    text = resources.files("eventmap.data").joinpath(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(row[0], row[1]) for row in rows]


@functools.cache
def _credits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = _rows("photo_credits.tsv")
    begins = "|".join(pattern for where, pattern in rows if where == "begin")
    ends = "|".join(pattern for where, pattern in rows if where == "end")
    return re.compile(rf"[(\[]?(?:{begins})", re.I), re.compile(rf"(?<!\w)(?:{ends})\.?$", re.I)


def _is_caption(line: str) -> bool:
    begins, ends = _credits()
    if len(_SENTENCE_GAP.findall(line)) >= 2 or _BRACKETS_AND_MORE.match(line):
        return False  # several sentences, or a credit in brackets with a sentence behind it
    return bool(begins.match(line) or ends.search(line, max(0, len(line) - 120)))


# --- what a line is among its neighbours ------------------------------------------------------------------------------


def _comments_begin(lines: Sequence[str], kinds: Sequence[str], prose: Sequence[bool]) -> int:
    """Where the readers' comments begin; the number of lines where there are none.

    Their head must have something of an article before it: above it the same words are a link to them. A word that may also head a
    section counts only when a mark of comments ("Reply", "2 hours ago") comes after it.
    """
    often = _each_posts_link(lines, kinds, prose)
    last_mark = max((i for i, kind in enumerate(kinds) if kind in ("mark", "speaker", "form")), default=-1)
    seen_prose = seen_text = False
    for i, kind in enumerate(kinds):
        if kind == "form" and seen_text and lines[i] not in often:
            return i
        if seen_prose and (kind == "count" or (kind == "bare" and last_mark > i)):
            return i
        seen_prose |= prose[i]
        seen_text |= prose[i] or (not kind and lines[i].count(" ") >= 2 and i > 0)
    return len(lines)


def _each_posts_link(lines: Sequence[str], kinds: Sequence[str], prose: Sequence[bool]) -> set[str]:
    """Comment links that stand below each of several posts on one page."""
    times: Counter[str] = Counter()
    since: set[str] = set()
    for line, kind, is_text in zip(lines, kinds, prose, strict=True):
        if is_text:
            since.clear()
        elif kind == "form" and line not in since:
            since.add(line)
            times[line] += 1
    return {line for line, n in times.items() if n >= _MANY_POSTS}


def _reasons(lines: Sequence[str], kinds: Sequence[str], prose: Sequence[bool], site: str) -> dict[int, str]:
    """Index of each line that goes, with the reason."""
    first = prose.index(True) if True in prose else len(prose)
    last = len(prose) - 1 - prose[::-1].index(True) if True in prose else len(prose)
    repeated = {line for line, n in Counter(lines).items() if n > 1}
    reasons = {}
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        reason = "" if kind == "speaker" or (kind == "source" and i <= last) else kind
        if line and not reason and not prose[i]:
            edge = i < first or i > last
            reason = _edge_reason(line, is_edge=edge, is_known=line in repeated or _names(line, site), above=i < first)
        if reason:
            reasons[i] = reason
    _drop_lists(lines, kinds, prose, reasons)
    _drop_menu(lines, reasons, first)
    return reasons


def _names(line: str, site: str) -> bool:
    support = _SUPPORT_NAME.fullmatch(line)
    return bool(support and site and support[1].casefold() == site.casefold())


def _edge_reason(line: str, *, is_edge: bool, is_known: bool, above: bool) -> str:
    """Furniture only above the first or below the last paragraph: inside the article the same line may be a heading."""
    if (is_edge or is_known) and _SUPPORT_NAME.fullmatch(line):
        return "support"
    if not is_edge:
        return ""
    if _BARE_NUMBER.fullmatch(line):
        return "share"
    if above and _NUMBER.search(line) and is_date_line(line):
        return "date"
    return "byline" if above and (_BYLINE.fullmatch(line) or _BREADCRUMB.fullmatch(line)) else ""


def _drop_lists(lines: Sequence[str], kinds: Sequence[str], prose: Sequence[bool], reasons: dict[int, str]) -> None:
    """The headlines under "Related articles", up to the next paragraph."""
    inside = seen_prose = False
    for i, line in enumerate(lines):
        if kinds[i] == "related":
            inside = seen_prose
        elif prose[i]:
            inside, seen_prose = False, True
        elif inside and line:
            reasons.setdefault(i, "related")


def _drop_menu(lines: Sequence[str], reasons: dict[int, str], first: int) -> None:
    run: list[int] = []
    for i in (*(i for i in range(first) if lines[i] and i not in reasons), -1):
        if i >= 0 and lines[i].count(" ") < _MENU_WORDS:
            run.append(i)
            continue
        reasons.update((j, "menu") for j in run if len(run) >= _MENU_RUN)
        run = []


# --- the title --------------------------------------------------------------------------------------------------------


def _title(lines: Sequence[str], reasons: Mapping[int, str], prose: Sequence[bool], known: str) -> tuple[str, list[int]]:
    """The title and the lines that tell it."""
    head = [i for i, line in enumerate(lines[:_TITLE_LINES]) if line and i not in reasons]
    if known:
        told = [i for i in head if _same_title(lines[i], known)]
        return known, told if len(told) < sum(map(bool, lines)) - len(reasons) else []
    if not any(prose):
        return "", []
    head = [i for i in head if _may_be_title(lines[i])]
    for n, i in enumerate(head):
        again = [j for j in head[n + 1 :] if _same_title(lines[i], lines[j])] if lines[i].count(" ") >= _TITLE_WORDS - 1 else []
        if again:
            return lines[again[0]], [i, *again]
    return _first_line_title(lines, reasons, prose, head)


def _may_be_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", ":")) and not _SENTENCE_GAP.search(line)


def _same_title(a: str, b: str) -> bool:
    """The same but for letter case and the site's name behind a bar or dash."""
    a, b = sorted((_plain(a), _plain(b)), key=len)
    rest = b[len(a) :].lstrip() if b.startswith(a) and a.count(" ") >= _TITLE_WORDS - 1 else ""
    return bool(a) and (a == b or rest.startswith(tuple("|-–—:·»")))


def _first_line_title(
    lines: Sequence[str], reasons: Mapping[int, str], prose: Sequence[bool], head: Sequence[int]
) -> tuple[str, list[int]]:
    """The first line, where it stands apart from the first paragraph and does not end as a sentence does."""
    first = prose.index(True)
    i = next((i for i in head if lines[i].count(" ") >= _TITLE_WORDS - 1), first)
    if i >= first or lines[i].endswith((".", ":", ",", ";")):
        return "", []
    below = lines[i + 1]
    apart = not below or i + 1 in reasons or (len(below) >= _OWN_PARAGRAPH and not below[0].islower())
    return (lines[i], [i]) if apart else ("", [])

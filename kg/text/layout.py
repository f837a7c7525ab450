"""A report cut into blocks: paragraphs, headings, list items, turns of a transcript, quoted blocks, notices.

Each step marks pieces (paragraphs with their words cleaned of markup) and leaves the words as they are; only the last
one makes the text that the parser reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.model import Report
from kg.text.cleaned import Block, BlockKind, CleanText, Layout
from kg.text.markup import cut, simplify, strip_markup, trimmed
from kg.text.notices import dateline, is_notice, issuer, share_bar, without_wire_end
from kg.text.paragraphs import Paragraph, Shape, paragraphs
from kg.text.quotations import Run, in_report, quotation_runs
from kg.text.sentences import sentence_starts
from kg.text.speakers import find_labels, introduced, names_someone, signature
from kg.text.tags import word_set

MAX_BLOCK = 20_000
"""Characters of a block; a longer one is cut between sentences, for the parser's memory grows with it."""

MAX_WORD = 1_000
"""Characters without a space that can still be words; the tokenizer takes time by the square of such a run."""

MAX_LIST = 1_500
"""Characters of the items that are read as one sentence."""

_EARLY = 6
"""Pieces at the beginning among which a byline or a dateline is looked for."""

Span = tuple[int, int]

_RUN_IN = re.compile(r"(?P<heading>[A-Z][^a-z.!?:;\"“”]{6,90}):\s+(?=[A-Z“\"])")
_VERB = re.compile(r"(?!(?:We|I|They|The|A|An|It|He|She|This|That|These|Those|Our|Its|No)\b)[A-Z][a-z]+ ")
_LINE_END = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_SMALL = word_set("a an the of and or on in for to with at by from as vs via over into amid after per")
_SPEECHLESS = (BlockKind.NOTICE, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph on its way to a block; ``text`` is what it says."""

    start: int
    end: int
    shape: Shape
    text: CleanText
    kind: BlockKind = BlockKind.PARAGRAPH
    speaker: Span | None = None

    @property
    def words(self) -> str:
        return self.text.text


def layout(report: Report) -> Layout:
    """The blocks and quotations of a report, its dateline and whoever issued it."""
    pieces = [_piece(report.text, paragraph) for paragraph in paragraphs(report.text, report.body)]
    pieces = [part for piece in pieces if piece.words for part in _split_bar(piece)]
    pieces, issued = _notices(pieces)
    pieces, place = _dateline(pieces)
    pieces = [part for piece in pieces for part in _split_heading(piece)]
    pieces = _turns(pieces)
    pieces = _lists(_headings(pieces))
    runs = _runs(pieces)
    texts = [piece.text for piece in pieces]
    pieces = _quoted(pieces, runs)
    scare = _scare_by_piece(runs)
    blocks = [block for number, piece in enumerate(pieces) for block in _blocks(piece, scare.get(number, []))]
    return Layout(tuple(blocks), tuple(in_report(run, texts) for run in runs), place, issued)


def _piece(text: str, paragraph: Paragraph) -> _Piece:
    clean = strip_markup(CleanText.of(text, paragraph.words, paragraph.end))
    kind = BlockKind.ITEM if paragraph.shape is Shape.ITEM else BlockKind.PARAGRAPH
    if kind is BlockKind.ITEM and signature(text[paragraph.start : paragraph.end]):
        clean = strip_markup(CleanText.of(text, paragraph.start, paragraph.end))  # its dash may be no list mark
    if paragraph.shape is Shape.FIGURE:
        kind = BlockKind.NOTICE
    elif paragraph.shape is Shape.HEADING or _is_bold(text[paragraph.start : paragraph.end]):
        kind = BlockKind.HEADING
    return _Piece(paragraph.start, paragraph.end, paragraph.shape, clean, kind)


def _is_bold(line: str) -> bool:
    """True for a short line that is bold as a whole."""
    found = re.fullmatch(r"\s*(\*\*|__)(?P<words>[^*_]{3,120})\1:?\s*", line)
    return found is not None and not re.search(r"[.,;:\"”]\s*$", found["words"])


def _notices(pieces: Sequence[_Piece]) -> tuple[list[_Piece], Span | None]:
    """Pieces that are no text of the report marked; where one of them names the issuer."""
    issued: Span | None = None
    out: list[_Piece] = []
    for number, piece in enumerate(pieces):
        found = issuer(piece.words) if issued is None and number < 2 * _EARLY else None
        if found is not None:
            issued = piece.text.original(*found)
        notice = found is not None or is_notice(piece.words, early=number < _EARLY)
        out.append(replace(piece, kind=BlockKind.NOTICE) if notice else piece)
    return out, issued


def _dateline(pieces: list[_Piece]) -> tuple[list[_Piece], Span | None]:
    """The first dateline taken off its paragraph, and the words of its place."""
    labels = find_labels([piece.words for piece in pieces])
    run_in = sum(_RUN_IN.match(piece.words) is not None for piece in pieces)
    for number, piece in enumerate(pieces[: 2 * _EARLY]):
        label = labels[number]
        if piece.kind is not BlockKind.PARAGRAPH or (label is not None and label.sure):
            continue
        found = dateline(piece.words)
        if found is None or (found.weak and run_in > 1):
            continue
        pieces[number] = replace(piece, text=cut(piece.text, found.text, len(piece.words)))
        return pieces, piece.text.original(0, found.place) if found.place else None
    return pieces, None


def _split_bar(piece: _Piece) -> Iterator[_Piece]:
    """The piece parted where a row of names for sharing stands in it, which is no text."""
    end = without_wire_end(piece.words)
    if end < len(piece.words):
        piece = replace(piece, text=cut(piece.text, 0, end))
    found = share_bar(piece.words)
    if found is None or found[1] - found[0] == len(piece.words):
        yield piece
        return
    before, after = cut(piece.text, 0, found[0]), cut(piece.text, found[1], len(piece.words))
    at = piece.text.original(*found)
    if before.text.strip():
        yield replace(piece, end=at[0], text=trimmed(before))
    yield replace(piece, start=at[0], end=at[1], text=cut(piece.text, *found), kind=BlockKind.NOTICE)
    if after.text.strip():
        yield from _split_bar(replace(piece, start=at[1], text=trimmed(after)))


def _split_heading(piece: _Piece) -> Iterator[_Piece]:
    """A heading in capitals that runs into its paragraph ("TRADE AND GROWTH: The ministers ...") set apart."""
    found = _RUN_IN.match(piece.words) if piece.kind not in _SPEECHLESS else None
    if found is None or any(find_labels([piece.words])):
        yield piece
        return
    _, last = piece.text.original(*found.span("heading"))
    behind = piece.text.offsets[found.end()]
    yield _Piece(piece.start, last, piece.shape, cut(piece.text, *found.span("heading")), BlockKind.HEADING)
    rest = cut(piece.text, found.end(), len(piece.words))
    yield replace(piece, start=behind, text=rest)


_ANSWERS = frozenset({"REPLY", "ANSWER", "RESPONSE", "Reply", "Answer", "Response", "QUESTION", "Question"})


def _turns(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Turns of a transcript: a label's speaker talks until the next label, a Markdown heading or the end."""
    labels = find_labels([piece.words if piece.kind is not BlockKind.NOTICE else "" for piece in pieces])
    talking: Span | None = None
    out: list[_Piece] = []
    for piece, label in zip(pieces, labels, strict=True):
        rest = piece.words[label.rest :].lstrip() if label is not None else ""
        if label is not None and not (rest[:1] in '"“' and rest and not label.capitals):
            talking = piece.text.original(0, label.who)
            bare = label.rest >= len(piece.words)
            kind = BlockKind.HEADING if bare else BlockKind.TURN
            text = piece.text if bare else cut(piece.text, label.rest, len(piece.words))
            out.append(replace(piece, kind=kind, text=text, speaker=None if bare else talking))
            continue
        aside = piece.words.startswith(("(", "["))
        if piece.kind is BlockKind.HEADING or piece.words in _ANSWERS or (piece.kind is BlockKind.NOTICE and not aside):
            talking = None
        if talking is not None and piece.kind is not BlockKind.NOTICE:
            piece = replace(piece, kind=BlockKind.TURN, speaker=talking)
        out.append(piece)
    return out


def _headings(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Headings marked by their look; a report that consists of nothing else keeps its words as paragraphs."""
    out = [
        replace(piece, kind=BlockKind.HEADING)
        if piece.kind is BlockKind.PARAGRAPH and _is_heading(piece.words)
        else piece
        for piece in pieces
    ]
    if any(piece.kind not in _SPEECHLESS for piece in out):
        return out
    return list(pieces)


def _is_heading(words: str) -> bool:
    """True for a short line without a full stop, in title case, in capitals or of few words."""
    if words[0] in '"“‘' and words[-1] in '"”’':
        return False
    parts = [word for word in words.split() if any(c.isalpha() for c in word)]
    if not parts or len(parts) > 20 or len(sentence_starts(words)) > 2:
        return False
    words = re.sub(r"(?<=\S)\s*[(\[][^()\[\]]*[)\]]$", "", words)
    if words.upper() == words and not _LINE_END.search(words.rstrip("?!:")):
        return True
    content = [word for word in parts if word.lower().strip("\"'’”“(),:;.?!") not in _SMALL]
    titled = sum(not word.lstrip("\"'“‘(")[:1].islower() for word in content) >= 0.75 * len(content)
    if words.endswith("?"):
        return titled and 3 <= len(parts) <= 14
    if _LINE_END.search(words.rstrip("’'\"”") or words):
        return False
    return len(parts) <= 16 and (titled or len(parts) <= 10)


# ---------------------------------------------------------------------------------------------- lists
def _lists(pieces: Sequence[_Piece]) -> list[_Piece]:
    """A sentence that is laid out as a list made one again: "They asked all parties to:" and what is asked.

    Its items go on in small letters, or the lead-in ends with "to" and cannot stand alone.
    """
    out: list[_Piece] = []
    at = 0
    while at < len(pieces):
        lead, items = pieces[at], _continuation(pieces, at)
        at += 1 + len(items)
        if items:
            bare = re.search(r"\b(?:to|by|that|for|of|on|with|from)\s*:$", lead.words) is not None
            text = trimmed(cut(lead.text, 0, len(lead.words) - bare))
            for number, item in enumerate(items):
                text = _append(text, _item(item.text, last=number == len(items) - 1, small=bare))
            lead = replace(lead, end=items[-1].end, text=text)
        out.append(lead)
    return out


def _continuation(pieces: Sequence[_Piece], at: int) -> Sequence[_Piece]:
    """The items that go on with the sentence of piece ``at``; none if it has no list or too long a one."""
    lead = pieces[at]
    if lead.kind in _SPEECHLESS or not lead.words.endswith(":"):
        return ()
    last = at + 1
    while last < len(pieces) and pieces[last].shape is Shape.ITEM and pieces[last].kind not in _SPEECHLESS:
        last += 1
    items = pieces[at + 1 : last]
    small = list(takewhile(lambda item: item.words[0].islower(), items))
    if not small and re.search(r"\bto\s*:$", lead.words) and all(_VERB.match(item.words) for item in items):
        small = list(items)
    return small if sum(len(item.words) for item in small) <= MAX_LIST else ()


def _item(text: CleanText, *, last: bool, small: bool) -> CleanText:
    """An item as a part of its sentence: a comma for its semicolon, a small letter where it is a verb."""
    if small and text.text[0].isupper() and not text.text[:2].isupper():
        text = text.replace([(0, 1, text.text[0].lower())])
    found = re.search(r"[;,.]?(?P<and>,?\s+(?:and|or))?$", text.text)
    if last or found is None:
        return text
    if not found.group().strip(" ;,."):
        return text.replace([(found.start(), found.end(), ",")]) if found.group() else _append_mark(text)
    return text.replace([(found.start(), found.start("and"), ",")]) if found.start() < found.start("and") else text


def _append_mark(text: CleanText) -> CleanText:
    """The text with a comma that stands for the end of its line."""
    return CleanText(text.text + ",", (*text.offsets[:-1], text.offsets[-1] - 1, text.offsets[-1]))


def _append(text: CleanText, more: CleanText) -> CleanText:
    """Two texts with a space that stands for what lies between them."""
    return CleanText(f"{text.text} {more.text}", (*text.offsets[:-1], text.offsets[-1], *more.offsets))


# ---------------------------------------------------------------------------------------------- quoted blocks
def _runs(pieces: Sequence[_Piece]) -> tuple[Run, ...]:
    return quotation_runs(["" if piece.kind in _SPEECHLESS else piece.words for piece in pieces])


def _scare_by_piece(runs: Sequence[Run]) -> dict[int, list[Span]]:
    out: dict[int, list[Span]] = {}
    for run in runs:
        if run.scare:
            out.setdefault(run.first, []).append((run.start, run.end))
    return out


def _quoted(pieces: list[_Piece], runs: Sequence[Run]) -> list[_Piece]:
    """Blocks that hold one speaker's words, where a label, an introduction or a signature names the speaker."""
    out = list(pieces)
    for run in runs:
        if any(pieces[n].kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) for n in (run.first, run.last)):
            continue
        speaker = _named_before(out, run) or _named_after(out, run)
        if speaker is None or not _is_whole(pieces, run):
            continue
        for n in range(run.first, run.last + 1):
            if out[n].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                start = run.start if n == run.first else 0
                end = run.end if n == run.last else len(pieces[n].words)
                inner = trimmed(cut(pieces[n].text, start, end))
                if n > run.first and inner.text[:1] in tuple('"“„«'):
                    inner = trimmed(cut(inner, 1, len(inner.text)))  # the mark that opens it again
                out[n] = replace(out[n], kind=BlockKind.QUOTED, speaker=speaker, text=inner)
    _introduced_blocks(out)
    return out


def _is_whole(pieces: Sequence[_Piece], run: Run) -> bool:
    """True if the paragraphs of a quotation hold nothing else but a label, a date in brackets or a signature."""
    before = pieces[run.first].words[: run.start - 1].strip()
    after = pieces[run.last].words[run.end + (1 if run.closed else 0) :].strip(" .,*")
    return (not before or before.endswith(":")) and (
        not after or re.fullmatch(r"[(\[][^()\[\]]*[)\]]", after) is not None or signature(after) is not None
    )


def _named_before(pieces: list[_Piece], run: Run) -> Span | None:
    """The speaker named by a label on the same line, or by the paragraph before."""
    piece = pieces[run.first]
    before = piece.words[: run.start - 1].rstrip()
    if before:
        label = before[:-1].rstrip() if before.endswith(":") else ""
        return piece.text.original(0, len(label)) if label and names_someone(label) else None
    at = run.first - 1
    while at >= 0 and pieces[at].kind is BlockKind.NOTICE:
        at -= 1
    found = introduced(pieces[at].words) if at >= 0 else None
    if found is None:
        return None
    if found == (0, len(pieces[at].words) - 1):
        pieces[at] = replace(pieces[at], kind=BlockKind.HEADING)
    return pieces[at].text.original(*found)


def _named_after(pieces: list[_Piece], run: Run) -> Span | None:
    """The speaker named by a signature behind the quotation or on the next line."""
    piece = pieces[run.last]
    if pieces[run.first].words[: run.start - 1].strip():
        return None
    behind = run.end + (1 if run.closed else 0)
    found = signature(piece.words[behind:])
    if found is not None:
        return piece.text.original(found[0] + behind, found[1] + behind)
    if run.last + 1 < len(pieces) and (found := signature(pieces[run.last + 1].words)) is not None:
        line = pieces[run.last + 1]
        pieces[run.last + 1] = replace(line, kind=BlockKind.NOTICE)
        return line.text.original(*found)
    return None


_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b")


def _introduced_blocks(pieces: list[_Piece]) -> None:
    """Unquoted words under "X said:": the next paragraph, those in the first person after it, or the whole list.

    Under an "X said:" that opens the text all is X's until X is spoken of.
    """
    speaker: Span | None = None
    surname = ""
    opening = True
    kind = BlockKind.PARAGRAPH
    shape = Shape.PLAIN
    first = False
    for number, piece in enumerate(pieces):
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            speaker = None if piece.kind is not BlockKind.NOTICE else speaker
            continue
        found = introduced(piece.words)
        if found is not None and found != (0, len(piece.words) - 1):
            speaker, first = piece.text.original(*found), True
            surname, opening = piece.words[slice(*found)].split()[-1] if opening else "", False
            continue
        opening = False
        if speaker is None:
            continue
        if first:
            kind, shape = piece.kind, piece.shape
        goes_on = kind is BlockKind.ITEM or shape is Shape.QUOTE or _FIRST_PERSON.search(piece.words) is not None
        goes_on = goes_on or (surname != "" and surname not in piece.words)
        goes_on = goes_on and (piece.kind, piece.shape) == (kind, shape)
        if "“" in piece.words or '"' in piece.words or not (first or goes_on):
            speaker = None
            continue
        first = False
        pieces[number] = replace(piece, kind=BlockKind.QUOTED, speaker=speaker)


# ---------------------------------------------------------------------------------------------- blocks
_UNBROKEN = re.compile(rf"\S{{{MAX_WORD},}}")


def _blocks(piece: _Piece, scare: Sequence[Span]) -> Iterator[Block]:
    """The block of a piece, its text simplified for the parser; several if it is very long."""
    text = simplify(piece.text, scare if piece.kind is not BlockKind.QUOTED else ())
    if piece.kind is BlockKind.ITEM and re.match(r"[-–*] ", text.text):
        text = trimmed(cut(text, 2, len(text.text)))
    if unbroken := [match.span() for match in _UNBROKEN.finditer(text.text)]:
        text = trimmed(text.without(unbroken))
    if len(text.text) <= MAX_BLOCK:
        if text.text:
            yield Block(piece.kind, piece.start, piece.end, text, piece.speaker)
        return
    at = 0
    while at < len(text.text):
        window = text.text[at : at + MAX_BLOCK]
        ends = sentence_starts(window)[1:] if at + MAX_BLOCK < len(text.text) else ()
        size = ends[-1] if ends else len(window)
        if not ends and at + MAX_BLOCK < len(text.text):
            size = window.rfind(" ", 1) + 1 or MAX_BLOCK
        part = trimmed(cut(text, at, at + size))
        if part.text:
            yield Block(piece.kind, part.offsets[0], part.offsets[-1], part, piece.speaker)
        at += size

"""The text of a driver agreement as it is written: its body and its terms, how they change, how two of them differ."""

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from json import dumps

END_OF_PARAGRAPH = re.compile(r"</(?:p|h[1-4]|li|div|tr|blockquote)>|<(?:br|hr)\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
BLOCK = re.compile(r"<(?:p|h[1-4]|ul|ol|li|hr|blockquote|table|div)\b", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A term that the driver accepts by itself: a title in a word or two, and its text."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AgreementText:
    """What a version says: HTML with merge fields, and the terms to accept one by one."""

    body: str
    terms: tuple[Term, ...] = ()

    @property
    def whole(self) -> str:
        """Everything in which merge fields can stand."""
        return "\n".join([self.body, *(f"{term.title}\n{term.text}" for term in self.terms)])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not list(paragraphs(self.body))


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Where two texts part: what one says, and what the other says instead."""

    saved: str
    typed: str


def with_term(text: AgreementText) -> AgreementText:
    """An empty term more, at the end."""
    return replace(text, terms=(*text.terms, Term(title="", text="")))


def without_term(text: AgreementText, place: int) -> AgreementText:
    """One term less; a place that is not there changes nothing."""
    return replace(text, terms=tuple(term for here, term in enumerate(text.terms) if here != place))


def with_term_moved(text: AgreementText, place: int, by: int) -> AgreementText:
    """A term further up (−1) or down (+1); at the ends it stays."""
    terms, target = list(text.terms), place + by
    if 0 <= place < len(terms) and 0 <= target < len(terms):
        terms[place], terms[target] = terms[target], terms[place]
    return replace(text, terms=tuple(terms))


def with_field_renamed(text: AgreementText, name: str, into: str) -> AgreementText:
    """The same text with a merge field called otherwise, wherever it stands."""
    field = re.compile(r"\{\{\s*" + re.escape(name) + r"\s*\}\}")

    def renamed(words: str) -> str:
        return field.sub(f"{{{{ {into} }}}}", words)

    terms = tuple(Term(title=term.title, text=renamed(term.text)) for term in text.terms)
    return AgreementText(body=renamed(text.body), terms=terms)


def fingerprint(text: AgreementText, *, number: int) -> str:
    """What tells one text from any other, and whether it stands where it stood: after how many versions."""
    said = dumps([number, text.body, [[term.title, term.text] for term in text.terms]])
    return hashlib.sha256(said.encode()).hexdigest()


def in_paragraphs(typed: str) -> str:
    """
    A body that was typed without paragraphs, such as bare words, with them: blank lines part them. Where nothing is
    marked up at all, the other lines end where they were typed to end.
    """
    if BLOCK.search(typed):
        return typed
    end_of_line = "\n" if TAG.search(typed) else "<br>\n"
    found = [part.strip() for part in BLANK_LINES.split(typed)]
    return "\n".join(f"<p>{end_of_line.join(part.splitlines())}</p>" for part in found if part)


def paragraphs(body: str) -> Iterator[str]:
    """The words of a body, paragraph by paragraph, without their tags."""
    for part in END_OF_PARAGRAPH.split(body):
        words = " ".join(html.unescape(TAG.sub("", part)).split())
        if words:
            yield words


def differences(saved: AgreementText, typed: AgreementText) -> list[Difference]:
    """Where what was saved and what was typed part, in order."""
    ours, theirs = _lines(saved), _lines(typed)
    steps = SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes()
    return [
        Difference(saved=" ".join(ours[start:end]), typed=" ".join(theirs[first:last]))
        for step, start, end, first, last in steps
        if step != "equal"
    ]


def _lines(text: AgreementText) -> Sequence[str]:
    return [*paragraphs(text.body), *(f"{term.title}: {term.text}" for term in text.terms)]

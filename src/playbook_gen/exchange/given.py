"""A network as a file gives it, whichever format it came in: people, ties and what was noticed on the way."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from playbook_gen.exchange.cells import plain_number


@dataclass(frozen=True, kw_only=True, order=True)
class Notice:
    """Something noticed in a file that stops nothing; ``line`` is 0 where it is about the whole of it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.message}"


@dataclass(frozen=True, kw_only=True)
class GivenPerson:
    """One person; texts are as they stand in the file, empty where nothing does."""

    file: str
    line: int
    id: str
    """As `given_id` returns it."""
    name: str = ""
    title: str = ""
    department: str = ""
    manager: str = ""
    """What stands there to say whom the person reports to: an id, or a name."""


@dataclass(frozen=True, kw_only=True)
class GivenTie:
    """One tie: the ids of both ends, and the text of its weight, empty where none stands there."""

    line: int
    source: str
    target: str
    weight: str = ""
    both_ways: bool = False


@dataclass(frozen=True, kw_only=True)
class GivenNetwork:
    """What a reader took from its files, in their order."""

    file: str
    """What messages call the file that holds the ties."""
    listed: bool
    """Whether the people are listed, and not only named by the ties."""
    people: tuple[GivenPerson, ...]
    ties: tuple[GivenTie, ...]
    notices: tuple[Notice, ...] = ()


def given_id(text: str) -> str:
    """Return an id as it stands, in one form: spacing, composed letters and the ``.0`` of spreadsheets aside."""
    return plain_number(" ".join(unicodedata.normalize("NFC", text).split()))

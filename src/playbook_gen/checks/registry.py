"""What a check is: its mode, its subject, its thresholds and the fields it reads.

Which edition holds a check follows from the fields that it reads, never from what an organisation happens to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from playbook_gen.checks.clauses import Clause, NotApplicable
from playbook_gen.checks.situation import Situation, default_edition
from playbook_gen.checks.subjects import Subject
from playbook_gen.language import meant
from playbook_gen.model.record import Edition

Mode = Literal["focus", "fit", "feasibility", "function", "financial"]
MODES: tuple[Mode, ...] = ("focus", "fit", "feasibility", "function", "financial")
Scope = Literal["company", "function", "person", "pair", "alliance", "activity group"]


def mode_word(mode: str) -> str:
    """Return what a mode is called amid a sentence; its function is no department."""
    words = {
        "focus": meant("failure mode in a sentence", "focus"),
        "fit": meant("failure mode in a sentence", "fit"),
        "feasibility": meant("failure mode in a sentence", "feasibility"),
        "function": meant("failure mode in a sentence", "function"),
        "financial": meant("failure mode in a sentence", "financial"),
    }
    return words[mode]


JUDGEMENT = "judgement"
"""Marks a threshold that no source gives; pages call it a rule of thumb."""


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A named number that a rule turns on, with where it comes from."""

    name: str
    value: float
    unit: str
    source: str = JUDGEMENT


Limits = Mapping[str, float]
Rule = Callable[[Any, Situation, Limits], Iterable[Clause] | NotApplicable]
Subjects = Callable[[Situation], Iterable[Subject]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One rule: what it is called, what it is about, what it reads, what it turns on."""

    id: str
    scope: Scope
    needs: tuple[str, ...]
    rule: Rule
    also_reads: tuple[str, ...] = ()
    """Fields that it reads as well in the editions that show them; without them it asks less, by schema."""
    core: bool = False
    thresholds: tuple[Threshold, ...] = ()
    subjects: Subjects | None = None
    """What it is asked about, where that is not simply every subject of its scope."""
    practice: bool = False
    """Whether it is one of the nine partnership practices, which stay out of the counts."""
    counts_in: Mode | None = None
    """The mode whose level its findings decide, where the id does not name it."""

    @property
    def mode(self) -> Mode:
        """The mode whose level its findings decide."""
        if self.counts_in:
            return self.counts_in
        return next(mode for mode in MODES if mode == self.id.split(".", 1)[0])

    @property
    def reads(self) -> tuple[str, ...]:
        """Every field that it may turn on."""
        return (*self.needs, *self.also_reads)

    @property
    def slug(self) -> str:
        """The name shared by module, guidance page and cases."""
        return self.id.split(".", 1)[1]

    @property
    def edition(self) -> Edition:
        """The lowest edition whose leaves hold everything that the rule reads."""
        return max(default_edition(need) for need in self.needs)

    def limits(self, changed: Mapping[str, float]) -> dict[str, float]:
        """Return the thresholds in force: the catalogue's, or a workspace's own under ``check-id.name``."""
        return {t.name: changed.get(f"{self.id}.{t.name}", t.value) for t in self.thresholds}

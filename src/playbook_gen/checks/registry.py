"""The catalogue: every check and practice with its mode, its subject, its thresholds and the fields it reads.

Which edition holds a check follows from the fields that it reads, never from what an organisation happens to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from playbook_gen.checks.clauses import Clause, NotApplicable
from playbook_gen.checks.situation import Situation
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition, Record
from playbook_gen.model.shape import field_of

Mode = Literal["focus", "fit", "feasibility", "function", "financial"]
MODES: tuple[Mode, ...] = ("focus", "fit", "feasibility", "function", "financial")
Scope = Literal["company", "function", "person", "pair", "alliance", "activity group"]

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


@dataclass(frozen=True, kw_only=True)
class Check:
    """One rule of the catalogue."""

    id: str
    mode: Mode
    scope: Scope
    core: bool
    needs: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    rule: Rule
    practice: bool = False

    @property
    def slug(self) -> str:
        """The name shared by function, guidance page and cases."""
        return self.id.split(".", 1)[1]

    @property
    def edition(self) -> Edition:
        """The lowest edition whose leaves hold everything that the rule reads."""
        return max(default_edition(need) for need in self.needs)

    def limits(self, changed: Mapping[str, float]) -> dict[str, float]:
        """Return the thresholds in force: the catalogue's, or a workspace's own under ``check-id.name``."""
        return {t.name: changed.get(f"{self.id}.{t.name}", t.value) for t in self.thresholds}


CHECKS: dict[str, Check] = {}
"""Every check and practice by id, filled by the modules of this package as they are imported."""


def check(
    identity: str,
    *,
    scope: Scope,
    needs: Iterable[str],
    core: bool = False,
    thresholds: Iterable[Threshold] = (),
    mode: Mode | None = None,
) -> Callable[[Rule], Rule]:
    """Enter a rule into the catalogue; ``mode`` is given where the id does not begin with it, as for practices."""

    def enter(rule: Rule) -> Rule:
        prefix = identity.split(".", 1)[0]
        own = next((m for m in MODES if m == (mode or prefix)), None)
        if own is None or identity in CHECKS:
            raise ValueError(f"{identity}: no such mode, or entered twice")
        CHECKS[identity] = Check(
            id=identity,
            mode=own,
            scope=scope,
            core=core,
            needs=tuple(needs),
            thresholds=tuple(thresholds),
            rule=rule,
            practice=prefix == "practice",
        )
        return rule

    return enter


def default_edition(name: str) -> Edition:
    """Return the lowest edition that shows a field by default, its containers included.

    Raises:
        KeyError: there is no such field.

    """
    cls: type[Record] | None = Organisation
    edition = Edition.COMPANY
    for word in name.split("."):
        field = field_of(cls, word) if cls else None
        if field is None:
            raise KeyError(name)
        edition, cls = max(edition, field.default), field.record
    return edition

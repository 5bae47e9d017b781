"""From the files of one organisation to what an edition knows of each of its planning cycles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook_gen.checks.situation import Situation
from playbook_gen.diagnostics import Diagnostic
from playbook_gen.editions import redact
from playbook_gen.model.organisation import Organisation
from playbook_gen.model.record import Edition
from playbook_gen.outcomes import InputRejected, UsageError
from playbook_gen.reading import Reading, locate, read_cycle
from playbook_gen.workspace import Cycle, Source


@dataclass(frozen=True, kw_only=True)
class CycleReading:
    """One cycle with what came of reading it."""

    cycle: Cycle
    reading: Reading


@dataclass(frozen=True, kw_only=True)
class OrganisationReading:
    """All cycles of one organisation, oldest first."""

    source: Source
    cycles: tuple[CycleReading, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything noticed in any cycle."""
        return tuple(d for cycle in self.cycles for d in cycle.reading.diagnostics)

    @property
    def newest(self) -> CycleReading:
        """The cycle that a site is about."""
        return self.cycles[-1]

    def cycle(self, name: str | None) -> CycleReading:
        """Return the cycle of that name; the newest where none is named.

        Raises:
            UsageError: there is no such cycle.

        """
        found = next((c for c in self.cycles if c.cycle.name == name), None) if name else self.newest
        if found is None:
            raise UsageError(f"there is no cycle {name}; there are {', '.join(c.cycle.name for c in self.cycles)}")
        return found


class Rejected(InputRejected):
    """The input has errors; the diagnostics say which."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Take the diagnostics; at least one is an error."""
        super().__init__("the input has errors")
        self.diagnostics = diagnostics
        if any(d.code.value == "PB017" for d in diagnostics if not d.warning):
            self.exit_code = 3


def read(source: Source) -> OrganisationReading:
    """Read every cycle of one organisation and sort them by the period they are about."""
    cycles = [CycleReading(cycle=cycle, reading=read_cycle(cycle.files)) for cycle in source.cycles]

    def period(item: CycleReading) -> tuple[date, str]:
        organisation = item.reading.organisation
        stated = organisation.period if organisation else None
        return (stated.first if stated else date.min), item.cycle.name

    return OrganisationReading(source=source, cycles=tuple(sorted(cycles, key=period)))


def accept(reading: OrganisationReading) -> None:
    """Go on only with input that has no errors.

    Raises:
        Rejected: some cycle has errors.

    """
    if any(not d.warning for d in reading.diagnostics):
        raise Rejected(reading.diagnostics)


def as_of_date(organisation: Organisation, override: date | None) -> date | None:
    """Return the date a cycle is judged at: the one given on the command line, else the file's, else none."""
    if override:
        return override
    return organisation.as_of.last if organisation.as_of else None


def shown(item: CycleReading, edition: Edition, as_of: date | None = None) -> tuple[Organisation, date | None]:
    """Return one cycle redacted to an edition, and the day it is judged at; nothing above this reaches a page."""
    organisation, tree = item.reading.organisation, item.reading.tree
    if organisation is None or tree is None:
        raise Rejected(item.reading.diagnostics)
    day = as_of_date(organisation, as_of)
    return redact(organisation, edition, as_of=day, locate=lambda path: locate(tree, path)), day


def situate(item: CycleReading, edition: Edition, as_of: date | None = None) -> Situation:
    """Return what an edition knows of one cycle, without judging it."""
    redacted, day = shown(item, edition, as_of)
    return Situation(redacted, day, edition)

"""Who reports to whom: cells that hold an id, an e-mail address or a name become lines, or remarks why not."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from playbook_gen.exchange.cells import blank, key
from playbook_gen.exchange.ids import fits
from playbook_gen.exchange.tables import Remark
from playbook_gen.model.values import NOTHING, Nothing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playbook_gen.exchange.drafts import Draft

Line: TypeAlias = int | Nothing | None
"""The position of the manager in the list, nobody (the top), or not known."""

_TOP_WORDS = frozenset(["xx", "none", "nobody", "top", "root"])
_NAME_AND_ID = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]\Z")


class _Open(Enum):
    """A person may be the top: the cell is empty, or holds the person."""

    EMPTY = "no manager stands here"
    SELF = "the person is given as his or her own manager"


def reporting_lines(drafts: Sequence[Draft], *, known: bool, remarks: list[Remark]) -> list[Line]:
    """Return one line for each draft; ``known`` says whether the list has a column for managers at all.

    The top is who is marked as such (XX, none); else the one person whose cell is empty or holds himself or
    herself; else the only one of these who leads anybody. Every other line that cannot be followed is dropped.
    """
    if not known:
        remarks.append(Remark(0, "the list does not say who reports to whom; add reports_to where you know it"))
        return [None] * len(drafts)
    search = _Search(drafts, remarks)
    steps = [search.step(position) for position in range(len(drafts))]
    _drop_rings(steps, drafts, remarks)
    return _settle_top(steps, drafts, remarks)


class _Search:
    def __init__(self, drafts: Sequence[Draft], remarks: list[Remark]) -> None:
        self._drafts, self._remarks = drafts, remarks
        self._ids: Mapping[str, list[int]] = defaultdict(list)
        self._emails: Mapping[str, list[int]] = defaultdict(list)
        self._names: Mapping[str, list[int]] = defaultdict(list)
        for position, draft in enumerate(drafts):
            if draft.given:
                self._ids[key(draft.given)].append(position)
            if draft.email:
                self._emails[key(draft.email)].append(position)
            if draft.named and not draft.vacant:
                self._names[key(draft.name)].append(position)

    def step(self, position: int) -> Line | _Open:
        """Return whom the draft at this position reports to, as far as its own row tells."""
        draft = self._drafts[position]
        if draft.vacant:
            return None
        several = False
        for said in draft.managers:
            hits = self._hits(said)
            if len(hits) == 1 or (hits and key(said) in self._ids):
                return _Open.SELF if position in hits else self._unless_vacant(draft, hits)
            several = several or bool(hits)
        words = [said.casefold() for said in draft.managers if not blank(said) or said.casefold() == "none"]
        if not words:
            return _Open.EMPTY
        if all(word in _TOP_WORDS for word in words):
            return NOTHING
        self._lost(draft, several=several)
        return None

    def _hits(self, said: str) -> list[int]:
        parts = _NAME_AND_ID.match(said)
        turned = " ".join(reversed([part.strip() for part in said.split(",")])) if said.count(",") == 1 else said
        for word in dict.fromkeys((said, *((parts[2], parts[1]) if parts else ()), turned)):
            for index in (self._ids, self._emails, self._names):
                if hits := index.get(key(word)):
                    return hits
        return []

    def _unless_vacant(self, draft: Draft, hits: Sequence[int]) -> Line:
        for position in hits:
            if not self._drafts[position].vacant:
                return position
        self._remarks.append(Remark(draft.row, "reports to a vacant post; the line was left out"))
        return None

    def _lost(self, draft: Draft, *, several: bool) -> None:
        said = draft.managers[0]
        # Only what is surely an id may be quoted; a single word could be a name.
        named = f"manager {said}" if fits(said) and any(c.isdigit() for c in said) else "manager"
        why = "fits several people" if several else "is not in the list"
        self._remarks.append(Remark(draft.row, f"the {named} {why}; the line was left out"))


def _drop_rings(steps: list[Line | _Open], drafts: Sequence[Draft], remarks: list[Remark]) -> None:
    """Drop every line of a ring: which of them is wrong, the list does not say."""
    done: set[int] = set()
    for start in range(len(steps)):
        chain: dict[int, None] = {}
        step: Line | _Open = start
        while isinstance(step, int) and step not in done and step not in chain:
            chain[step] = None
            step = steps[step]
        done.update(chain)
        if isinstance(step, int) and step in chain:
            order = list(chain)
            ring = sorted(order[order.index(step) :])
            rows = ", ".join(str(drafts[member].row) for member in ring[:5]) + (", ..." if len(ring) > 5 else "")
            for member in ring:
                steps[member] = None
            message = f"reporting lines run in a ring (rows {rows}); these lines were left out"
            remarks.append(Remark(drafts[ring[0]].row, message))


def _settle_top(steps: Sequence[Line | _Open], drafts: Sequence[Draft], remarks: list[Remark]) -> list[Line]:
    people = [p for p, draft in enumerate(drafts) if not draft.vacant]
    candidates = [p for p in people if isinstance(steps[p], _Open)]
    marked = any(steps[p] is NOTHING for p in people)
    leaders = {step for step in steps if isinstance(step, int)}
    leading = [p for p in candidates if p in leaders]
    tops = [] if marked else candidates if len(candidates) == 1 else leading if len(leading) == 1 else []
    for p in candidates:
        step = steps[p]
        if p not in tops and isinstance(step, _Open):
            why = "another is marked as the top" if marked else "this does not tell who is at the top"
            remarks.append(Remark(drafts[p].row, f"{step.value}, and {why}; reports_to was left out"))
    if people and not marked and not tops:
        remarks.append(Remark(0, "nobody is clearly at the top; write reports_to: none where it belongs"))
    return [NOTHING if p in tops else None if isinstance(step, _Open) else step for p, step in enumerate(steps)]

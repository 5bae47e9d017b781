"""A promise between two sides, in words."""

from __future__ import annotations

from dataclasses import dataclass

from playbook_gen.language import meant, say
from playbook_gen.model.alliances import Commitment
from playbook_gen.model.values import When
from playbook_gen.pages.verdicts import Views
from playbook_gen.pages.words import day


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A promise between two sides."""

    by: str
    to: str
    promise: str
    due: str
    kept: str


def promise(commitment: Commitment, views: Views) -> Promise:
    """Return one promise in words."""
    kept = {True: meant("of a promise", "kept"), False: meant("of a promise", "not kept"), None: say("not known")}
    due = commitment.due
    return Promise(
        by=views.situation.partner(commitment.by).name,
        to=views.situation.partner(commitment.to).name,
        promise=commitment.promise,
        due=day(due) if isinstance(due, When) else say("no date"),
        kept=kept[commitment.kept],
    )

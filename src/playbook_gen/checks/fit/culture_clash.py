"""Do the working styles of the partners collide?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, either, listing, unless
from playbook_gen.checks.fit._ratings import Span, gap, mean, rounded
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Pair, Partner, Situation
from playbook_gen.model.people import Person, Styles
from playbook_gen.model.values import NOTHING

_SCALES = {
    "pace": "pace",
    "risk": "risk",
    "evidence": "the weight of data",
    "process": "process",
    "customers": "customers first",
}


def culture_clash(pair: Pair, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Do the working styles of the partners collide?"""
    for ours, theirs in product(_led_by(pair.a, pair, situation), _led_by(pair.b, pair, situation)):
        if ours.function is None or ours.function != theirs.function:
            yield from _compared((ours, theirs), situation, limits)


def _led_by(person: Person, pair: Pair, situation: Situation) -> list[Partner]:
    return [partner for partner in situation.partners(pair.alliance) if partner.person == person.id]


def _compared(sides: tuple[Partner, Partner], situation: Situation, limits: Limits) -> Iterator[Clause]:
    ours, theirs = (_styles(side, situation) for side in sides)
    gaps = {scale: gap(_value(ours, scale), _value(theirs, scale)) for scale in _SCALES}
    wide = [scale for scale, (least, _) in gaps.items() if least >= limits["wide"]]
    clash = True if wide else None if any(most >= limits["wide"] for _, most in gaps.values()) else False
    known = [scale for scale, (least, most) in gaps.items() if least == most]
    yield _clash(sides, (ours, theirs), clash, wide, _questions(sides, situation, gaps))
    seen = mean(list(gaps.values()))
    far = False if seen.most < limits["mean"] else True if (seen.known or 0) >= limits["mean"] else None
    yield Clause(
        holds=unless(far, clash),
        severity=Severity.LOW,
        presumed=seen.least < limits["mean"],
        message=f"The working styles of {sides[0].name} and {sides[1].name} lie {rounded(seen.known)} steps apart on "
        f"average, by {listing(_SCALES[scale] for scale in known)}.",
        evidence=tuple(cite(styles, scale) for styles in (ours, theirs) if styles for scale in known),
        missing=_questions(sides, situation, gaps),
    )


def _clash(
    sides: tuple[Partner, Partner],
    both_styles: tuple[Styles | None, Styles | None],
    clash: bool | None,
    wide: list[str],
    questions: tuple[Unknown, ...],
) -> Clause:
    """Weigh single scales that lie far apart: a difference that is used on purpose is worth a note, and no more."""
    on_purpose = either(*(styles.used_deliberately if styles else None for styles in both_styles))
    ours, theirs = both_styles
    gaps = listing(f"{_SCALES[scale]} ({_value(ours, scale)} and {_value(theirs, scale)})" for scale in wide)
    names = f"{sides[0].name} and {sides[1].name}"
    facts = [*wide, *(["used_deliberately"] if on_purpose else [])]
    return Clause(
        holds=clash,
        severity=Severity.LOW if on_purpose else Severity.MEDIUM,
        least=Severity.MEDIUM if on_purpose is False else Severity.LOW,
        message=f"{names} lie far apart in {gaps}{', and use the difference on purpose' if on_purpose else ''}.",
        evidence=tuple(
            cite(styles, part)
            for styles in both_styles
            if styles
            for part in facts
            if getattr(styles, part) is not None
        ),
        missing=(*(() if clash else questions), *_purpose_questions(sides, both_styles, on_purpose)),
    )


def _styles(side: Partner, situation: Situation) -> Styles | None:
    """The styles of a function, where somebody rated them of late."""
    styles = side.function.styles if side.function else None
    return styles if styles is not None and styles is not NOTHING and situation.fresh(styles) else None


def _value(styles: Styles | None, scale: str) -> int | None:
    return getattr(styles, scale) if styles else None


def _questions(sides: tuple[Partner, Partner], situation: Situation, gaps: dict[str, Span]) -> tuple[Unknown, ...]:
    found = []
    for side in sides:
        styles = _styles(side, situation)
        if side.function is None:
            found.append(ask(side.head, "function", f"In which function does {side.name} work?", side.person))
        elif styles is None:
            question = f"How does {side.name} like to work, on the five scales of style, 1 to 5 each?"
            found.append(ask(side.function, "styles", question, side.person))
        else:
            found += [
                ask(styles, scale, f"Where does {side.name} stand on {_SCALES[scale]}, 1 to 5?", side.person)
                for scale in gaps
                if _value(styles, scale) is None
            ]
    return tuple(found)


def _purpose_questions(
    sides: tuple[Partner, Partner], both_styles: tuple[Styles | None, Styles | None], on_purpose: bool | None
) -> tuple[Unknown, ...]:
    if on_purpose is not None:
        return ()
    return tuple(
        ask(
            styles, "used_deliberately", f"Does {side.name} use the difference to its partners on purpose?", side.person
        )
        for side, styles in zip(sides, both_styles, strict=True)
        if styles and styles.used_deliberately is None
    )


CHECK = Check(
    id="fit.culture-clash",
    scope="pair",
    needs=(*(f"functions.styles.{scale}" for scale in _SCALES), "functions.styles.used_deliberately"),
    thresholds=(
        Threshold(name="wide", value=3, unit="steps of 5 on any one scale, from here on"),
        Threshold(name="mean", value=1.5, unit="steps of 5 on average, from here on"),
    ),
    rule=culture_clash,
)

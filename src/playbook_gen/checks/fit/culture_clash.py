"""Do the working styles of the partners collide?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from playbook_gen.checks.clauses import Clause, Severity, Unknown, ask, cite, either, unless
from playbook_gen.checks.fit._ratings import Span, gap, mean, rounded
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Pair, Partner, Situation
from playbook_gen.language import listed, marked, meant, say
from playbook_gen.model.people import Person, Styles
from playbook_gen.model.values import NOTHING

_SCALES = ("pace", "risk", "evidence", "process", "customers")


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
        message=say(
            "The working styles of {partner} and {other} lie {steps} steps apart on average, by {scales}.",
            partner=sides[0].name,
            other=sides[1].name,
            steps=rounded(seen.known),
            scales=listed(_named(scale) for scale in known),
        ),
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
    facts = [*wide, *(["used_deliberately"] if on_purpose else [])]
    return Clause(
        holds=clash,
        severity=Severity.LOW if on_purpose else Severity.MEDIUM,
        least=Severity.MEDIUM if on_purpose is False else Severity.LOW,
        message=_far_apart(sides, both_styles, wide, on_purpose=bool(on_purpose)),
        evidence=tuple(
            cite(styles, part)
            for styles in both_styles
            if styles
            for part in facts
            if getattr(styles, part) is not None
        ),
        missing=(*(() if clash else questions), *_purpose_questions(sides, both_styles, on_purpose)),
    )


def _far_apart(
    sides: tuple[Partner, Partner],
    both_styles: tuple[Styles | None, Styles | None],
    wide: list[str],
    *,
    on_purpose: bool,
) -> str:
    ours, theirs = both_styles
    scales = listed(
        say(
            "{scale} ({number} and {other_number})",
            scale=_named(scale),
            number=_value(ours, scale),
            other_number=_value(theirs, scale),
        )
        for scale in wide
    )
    partner, other = (side.name for side in sides)
    if on_purpose:
        return say(
            "{partner} and {other} lie far apart in {scales}, and use the difference on purpose.",
            partner=partner,
            other=other,
            scales=scales,
        )
    return say("{partner} and {other} lie far apart in {scales}.", partner=partner, other=other, scales=scales)


def _named(scale: str) -> str:
    return {
        "pace": meant("a scale of style", "pace"),
        "risk": meant("a scale of style", "risk"),
        "evidence": meant("a scale of style", "the weight of data"),
        "process": meant("a scale of style", "process"),
        "customers": meant("a scale of style", "customers first"),
    }[scale]


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
            question = say("In which function does {partner} work?", partner=side.name)
            found.append(ask(side.head, "function", question, side.person))
        elif styles is None:
            question = say(
                "How does {partner} like to work, on the five scales of style, 1 to 5 each?", partner=side.name
            )
            found.append(ask(side.function, "styles", question, side.person))
        else:
            found += [
                ask(
                    styles,
                    scale,
                    say("Where does {partner} stand on {scale}, 1 to 5?", partner=side.name, scale=_named(scale)),
                    side.person,
                )
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
            styles,
            "used_deliberately",
            say("Does {partner} use the difference to its partners on purpose?", partner=side.name),
            side.person,
        )
        for side, styles in zip(sides, both_styles, strict=True)
        if styles and styles.used_deliberately is None
    )


CHECK = Check(
    id="fit.culture-clash",
    scope="pair",
    needs=(*(f"functions.styles.{scale}" for scale in _SCALES), "functions.styles.used_deliberately"),
    thresholds=(
        Threshold(name="wide", value=3, unit=marked("steps of 5 on any one scale, from here on")),
        Threshold(name="mean", value=1.5, unit=marked("steps of 5 on average, from here on")),
    ),
    rule=culture_clash,
)

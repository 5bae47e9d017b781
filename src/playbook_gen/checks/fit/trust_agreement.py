"""Is the partner that is needed one who trusts and agrees?"""

from __future__ import annotations

from collections.abc import Iterator

from playbook_gen.checks.clauses import Clause, Severity, ask, cite
from playbook_gen.checks.registry import Check, Limits, Threshold
from playbook_gen.checks.situation import Pair, Situation
from playbook_gen.model.people import Person


def trust_agreement(pair: Pair, situation: Situation, limits: Limits) -> Iterator[Clause]:
    """Is the partner that is needed one who trusts and agrees?"""
    for source, target in ((pair.a, pair.b), (pair.b, pair.a)):
        yield _regard(source, target, pair, situation, limits)


def _regard(source: Person, target: Person, pair: Pair, situation: Situation, limits: Limits) -> Clause:
    tie = situation.tie(source.id, target.id)
    trust, agreement = (tie.trust, tie.agreement) if tie else (None, None)
    necessity = pair.alliance.necessity
    weights = _weights(trust, agreement, necessity, limits)
    certain = None not in weights
    found = sorted(weight for weight in weights if weight is not None)
    nominal = found[0] if found else Severity.LOW
    if agreement is None and trust is not None and trust <= limits["low"]:
        # Low trust is a finding by itself: agreement that nobody stated weighs like none, and may turn out better.
        nominal = _adverse(needed=necessity == "need-to-have")
    record = tie or pair.alliance
    missing = tuple(
        ask(
            record if tie else situation.organisation,
            word if tie else f"relationships[{source.id}>{target.id}].{word}",
            f"How far does {source.name} {_ASKED[word]} {target.name}, 1 to 5?",
            source.id,
        )
        for word, value in (("trust", trust), ("agreement", agreement))
        if value is None
    )
    return Clause(
        holds=True if certain and found else False if not found else None,
        severity=nominal,
        least=found[0] if found else None,
        most=found[-1] if found else None,
        message=_said(source, target, trust, agreement, limits),
        evidence=tuple(cite(tie, word) for word in ("trust", "agreement") if tie and getattr(tie, word) is not None),
        missing=missing,
    )


_ASKED = {"trust": "trust", "agreement": "agree on ends and means with"}


def _weights(trust: int | None, agreement: int | None, necessity: str | None, limits: Limits) -> set[Severity | None]:
    """Return what the regard may weigh, over every value that the unknowns may still take; None is no finding."""
    steps = range(1, 6)
    needs = (True, False) if necessity is None else (necessity == "need-to-have",)
    return {
        _weight(t, a, limits, needed=needed)
        for t in ((trust,) if trust is not None else steps)
        for a in ((agreement,) if agreement is not None else steps)
        for needed in needs
    }


def _weight(trust: int, agreement: int, limits: Limits, *, needed: bool) -> Severity | None:
    """Weigh one regard; one between the limits, in either, is undecided and weighs little."""
    if trust <= limits["low"] and agreement <= limits["low"]:
        return _adverse(needed=needed)
    if trust <= limits["low"] and agreement >= limits["high"]:
        return Severity.MEDIUM if needed else Severity.LOW
    if trust >= limits["high"] and agreement >= limits["high"]:
        return None
    return Severity.LOW


def _adverse(*, needed: bool) -> Severity:
    return Severity.HIGH if needed else Severity.MEDIUM


def _said(source: Person, target: Person, trust: int | None, agreement: int | None, limits: Limits) -> str:
    low, high = limits["low"], limits["high"]
    if trust is None:
        return f"{source.name} reports no firm agreement with {target.name}; trust is not known."
    if trust <= low:
        if agreement is None:
            return f"{source.name} reports low trust in {target.name}; whether they agree is not known."
        if agreement >= high:
            return f"{source.name} agrees with {target.name} and reports low trust."
        if agreement > low:
            return f"{source.name} reports low trust in {target.name} and is undecided on ends and means."
        return f"{source.name} reports low trust in {target.name} and little agreement."
    if trust >= high and agreement is not None and agreement <= low:
        return f"{source.name} trusts {target.name} and disagrees: a view worth hearing."
    if trust >= high:
        return f"{source.name} trusts {target.name} and is undecided on ends and means."
    if agreement is not None and agreement >= high:
        return f"{source.name} agrees with {target.name} and reports middling trust."
    return f"{source.name} reports neither firm trust in {target.name} nor firm agreement."


CHECK = Check(
    id="fit.trust-agreement",
    scope="pair",
    core=True,
    needs=("relationships.trust", "relationships.agreement", "alliances.necessity"),
    thresholds=(
        Threshold(name="high", value=4, unit="of 5, from here on"),
        Threshold(name="low", value=2, unit="of 5, down to here"),
    ),
    rule=trust_agreement,
)

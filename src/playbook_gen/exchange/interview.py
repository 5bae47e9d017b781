"""What is not known as an interview guide: one section for each person, with what that person can know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook_gen.diagnosis.diagnose import Diagnosis
from playbook_gen.diagnosis.questions import Question
from playbook_gen.guidance import Guidance
from playbook_gen.language import dated, marked, say, several

_INTRO = marked(
    "Questions whose answers would settle most come first. “I do not know” is an answer: leave the field out. "
    "“There is none” is another: write `none`. Nobody is asked what somebody else thinks."
)
_OPEN = marked("From the files, or from anybody who knows")


def as_markdown(
    diagnosis: Diagnosis, guidance: Guidance, *, people: Iterable[str] = (), most: int | None = None
) -> str:
    """Return the guide: the people named, or everybody who can answer something, then what no person is known for.

    ``most`` limits the questions to each person; what is left out is counted.
    """
    company = _plain(diagnosis.organisation.name)
    lines = ["# " + say("Interview guide: {company}, {cycle}", company=company, cycle=diagnosis.cycle), ""]
    if diagnosis.as_of:
        lines += [say("As of {day}.", day=dated(diagnosis.as_of)), ""]
    chosen = tuple(people)
    grouped = _by_person(diagnosis.questions)
    order = chosen or tuple(sorted((p for p in grouped if p), key=lambda p: (-_weight(grouped[p]), p)))
    if not any(grouped.get(person) for person in order) and (chosen or None not in grouped):
        return "\n".join([*lines, say("Nothing that is not known would settle a verdict."), ""])
    lines += [say(_INTRO), ""]
    for person in order:
        lines += _section(_title(person, diagnosis), grouped.get(person, []), diagnosis, guidance, most)
    if not chosen and None in grouped:
        lines += _section(say(_OPEN), grouped[None], diagnosis, guidance, most)
    return "\n".join(lines)


def _by_person(questions: Iterable[Question]) -> dict[str | None, list[Question]]:
    grouped: dict[str | None, list[Question]] = {}
    for question in questions:
        grouped.setdefault(question.person, []).append(question)
    return grouped


def _weight(questions: list[Question]) -> int:
    return sum(question.settles for question in questions)


def _title(person: str, diagnosis: Diagnosis) -> str:
    record = diagnosis.situation.people[person]
    return f"{record.name}, {record.title}" if isinstance(record.title, str) else record.name


def _section(
    title: str, questions: list[Question], diagnosis: Diagnosis, guidance: Guidance, most: int | None
) -> Iterator[str]:
    yield from (f"## {_plain(title)}", "")
    asked = questions[:most]
    for question in asked:
        yield f"- [ ] {_plain(question.question)}"
        yield "  " + say("(for: {checks})", checks="; ".join(_titles(question, guidance))) if question.checks else ""
    if len(questions) > len(asked):
        yield "\n" + several("And {number} more.", "And {number} more.", len(questions) - len(asked))
    yield ""


def _titles(question: Question, guidance: Guidance) -> list[str]:
    return [guidance.checks[check].title if check in guidance.checks else check for check in question.checks]


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~&" else c for c in text)

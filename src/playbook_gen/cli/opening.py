"""How a verb comes to its workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from playbook_gen.workspace import Workspace


def opened(root: Path) -> Workspace:
    """Open a workspace, and say in its language whatever is said until the verb is done."""
    from playbook_gen.language import speaking
    from playbook_gen.workspace import open_workspace

    workspace = open_workspace(root)
    click.get_current_context().with_resource(speaking(workspace.language))
    return workspace

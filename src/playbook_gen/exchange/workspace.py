"""The files of a new workspace, as bytes; whoever calls decides where they are written."""

from __future__ import annotations

import re

from playbook_gen.exchange.ids import fits
from playbook_gen.exchange.organisation import company_name
from playbook_gen.exchange.yaml_text import scalar
from playbook_gen.outcomes import UsageError

_SETTINGS = """\
# Settings of this workspace. Every setting has a default; the lines that begin with # show it.
# What the site calls itself beside the company's name.
# title: Alliance playbook
# The language of everything that is said; what you write stays as you write it.
# language: en
# The audiences to build for: company, leadership, author. Only company is meant for publication.
editions: [company]
# How pages look.
theme: default
# The companies to build, by folder in orgs/; all of them where this is left out.
# organisations: [{slug}]
# The address that the site will have, for links in 404.html and previews.
# base_url: https://example.org/playbook/
# Thresholds of checks, by id; `playbook-gen explain CHECK` tells which there are.
# thresholds: {{}}
"""

_IGNORED = """\
# What is meant for few readers never goes into the repository; the site is built from it.
/private/
/site/
"""

_README = """\
# Playbook: {title}

Everything about the company stands in `orgs/{slug}/{cycle}.yaml`; settings stand in `playbook.yaml`. The site is
built from these two.

1. See what is wrong with the files, and where:

       playbook-gen check

2. Build the site:

       playbook-gen build

3. Open `site/{slug}/index.html` in a browser. It needs no server and no network.

Then add what you know, a line at a time: goals, alliances, who influences whom. What is left out counts as not
known, never as healthy; the pages list the questions worth asking next. For the next planning cycle put a new file
beside this one, and the site says what changed.

Editions for few readers are built into `private/`, which git ignores. This folder holds statements about people:
keep its repository private.
"""
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|&~-])")


def workspace_files(name: str, slug: str, organisation_text: str, cycle: str) -> dict[str, bytes]:
    """Return the files of a new workspace by their path in it, with `/` between the parts.

    Raises:
        UsageError: the slug or the cycle cannot be the name of a folder or file, or the name is empty.

    """
    for what, word in (("slug", slug), ("cycle", cycle)):
        if not fits(word):
            raise UsageError(
                f"the {what} may hold letters, digits, - and _ (at most 64), and begins with a letter or digit."
            )
    title = company_name(name)
    texts = {
        "playbook.yaml": _SETTINGS.format(slug=scalar(slug)),
        f"orgs/{slug}/{cycle}.yaml": organisation_text,
        ".gitignore": _IGNORED,
        "README.md": _README.format(title=_MARKS.sub(r"\\\1", title), slug=slug, cycle=cycle),
    }
    return {path: text.encode() for path, text in texts.items()}

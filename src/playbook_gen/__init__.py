"""playbook-gen: from a plain description of one company's leadership to a playbook of its alliances."""

__version__ = "0.1.0"

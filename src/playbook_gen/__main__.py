"""Lets ``python -m playbook_gen`` run the program."""

from playbook_gen.cli import main

main()

"""Other people's formats: reading lists into the text of organisation files, and the files of a new workspace."""

from playbook_gen.exchange.ids import slug
from playbook_gen.exchange.organisation import organisation_text
from playbook_gen.exchange.people import PeopleList, PersonRow, read_people
from playbook_gen.exchange.starter import starter_text
from playbook_gen.exchange.tables import Remark
from playbook_gen.exchange.workspace import workspace_files

__all__ = [
    "PeopleList",
    "PersonRow",
    "Remark",
    "organisation_text",
    "read_people",
    "slug",
    "starter_text",
    "workspace_files",
]

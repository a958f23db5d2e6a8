"""What was entered and waits for a second person, as an act answers it (待审核确认)."""

import strawberry

from schema.fields.mapping import mapped
from schema.fields.scalars import Date


@strawberry.type(
    description="Entered, and nothing done yet: another person confirms or returns it; see `proposals` (待审核确认)."
)
class Proposed:
    id: strawberry.ID = mapped(None, "The proposal's id (待审核事项标识).")
    due_on: Date = mapped(None, "By when it is to be decided (审核确认期限).")

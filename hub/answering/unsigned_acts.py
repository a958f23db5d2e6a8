"""Acts that nobody signs for: while no checkpoint comes none is taken, but for aid itself, which is marked."""

from collections.abc import Sequence

from graphql import OperationDefinitionNode, OperationType

from registry.errors import Refusal
from registry.journal.signing_watch import SigningWatch

AID_FIRST = ("feedBack", "lookUpInEmergency")
"""What goes on: help that was given is told, and whoever is in distress is found."""


def refuse_unsigned(operation: OperationDefinitionNode, fields: Sequence[str], signing: SigningWatch) -> None:
    """Raise AUDIT_LATE for an act that waits until the log is signed again."""
    if operation.operation is OperationType.MUTATION and signing.late and not fields[0].startswith(AID_FIRST):
        raise Refusal("AUDIT_LATE", at=_told(signing))


def marked(signing: SigningWatch) -> dict[str, str]:
    """What is said beside an answer that nobody signs for yet."""
    return {"auditLate": _told(signing)} if signing.late else {}


def _told(signing: SigningWatch) -> str:
    return f"{signing.at:%Y-%m-%d %H:%M}Z"

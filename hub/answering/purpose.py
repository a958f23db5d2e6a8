"""The purpose of a request (用途): the header's, or the one `person` is asked with."""

from collections.abc import Iterable, Iterator

from graphql import FieldNode, value_from_ast_untyped
from graphql.execution.values import VariableValues

from auth.grants import Grant
from hub.answering import log_redaction
from planner.document import Document
from registry.errors import Refusal
from registry.redaction import quoted
from schema.fields.purposes import PURPOSES, Stated


def purpose(
    beside: tuple[str, str | None] | None,
    document: Document,
    operation: str | None,
    values: VariableValues,
    grant: Grant,
) -> Stated | None:
    """What is stated; one that does not exist or that the client was not granted is refused."""
    fields = document.roots(document.operation(operation))
    stated = next(_arguments(fields, values), None) or beside
    if stated is None:
        return None
    code, note = stated
    if code not in PURPOSES:
        raise Refusal("UNKNOWN_CODE", "purpose", value=quoted(code), name="purpose", codes=", ".join(PURPOSES))
    if grant.purposes and code not in grant.purposes:
        raise Refusal("PURPOSE_NOT_GRANTED", "purpose", value=code, codes=", ".join(grant.purposes))
    return Stated(code, log_redaction.note(note))


def _arguments(fields: Iterable[FieldNode], values: VariableValues) -> Iterator[tuple[str, str | None]]:
    for field in fields:
        for argument in field.arguments or ():
            if argument.name.value != "purpose":
                continue
            value = value_from_ast_untyped(argument.value, values.coerced)
            if isinstance(value, dict):
                words = " ".join(str(value[key]) for key in ("case", "note") if value.get(key))
                yield str(value.get("code")), words or None

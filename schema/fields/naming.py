"""Names: a declaration's words as types and fields of the graph are called."""

from functools import lru_cache


def pascal(code: str) -> str:
    """`human_resources` as a type's name: HumanResources."""
    return "".join(part.capitalize() for part in code.split("_"))


def camel_path(path: str) -> str:
    """The place of something in an item, as the graph has it: `payments[0].paid_on` is payments[0].paidOn."""
    return ".".join(map(camel, path.split(".")))


@lru_cache(maxsize=4096)
def camel(name: str) -> str:
    """`source_record_id` as a field's name: sourceRecordId."""
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)

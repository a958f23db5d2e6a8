"""The section of a department's page that says what goes out to its own systems."""

from collections.abc import Iterator

from policy.catalogue import Catalogue
from policy.deliveries import Delivery, TableDelivery
from policy.departments import Department


def section(catalogue: Catalogue, department: Department) -> Iterator[str]:
    """Each delivery with what stands in it; nothing where there is none."""
    if not department.deliveries:
        return
    yield "## What goes out to its systems 对外交付\n"
    yield "Where to and on whose behalf the operator says 交付位置与账户由运维指定: [tables out](../connectors.md).\n"
    for delivery in department.deliveries.values():
        yield f"### {delivery.zh} · {delivery.en}\n"
        yield from _told(catalogue, delivery)
        if delivery.note:
            yield f"{delivery.note}\n"


def _told(catalogue: Catalogue, delivery: Delivery) -> Iterator[str]:
    if isinstance(delivery, TableDelivery):
        yield from _table(catalogue, delivery)


def _table(catalogue: Catalogue, delivery: TableDelivery) -> Iterator[str]:
    programme = catalogue.programmes.get(delivery.programme)
    of = f" · {programme.number} {programme.zh} {programme.en}" if programme else ""
    yield f"`{delivery.name}` · table 库表 · `{delivery.list}`{of} · every 每 {delivery.every_minutes} min 分钟\n"
    yield "| column 列名 | field of the graph 图中字段 | key 主键 |"
    yield "|---|---|---|"
    for column in delivery.columns:
        yield f"| `{column.name}` | `{column.field}` | {'●' if column.name in delivery.key else ''} |"
    yield f"| `{delivery.deleted_at}` | — since when it is in the list no more 移出名单时间 | |"
    yield f"| `{delivery.seen_at}` | — when it was last found in it 最近一次在名单中的时间 | |"
    yield f"| `{delivery.changed_at}` | — when the row was last changed 最近一次变化时间 | |"
    yield ""

"""Whether the migrations lead to the tables that the program declares."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, text

from hub.database import migrations
from registry.store.column_types import Xid8


def differences(owner_url: str, metadata: MetaData) -> list[Any]:
    """What alembic would still have to change, in its own words; nothing when both agree."""
    with migrations.connected(owner_url) as connection:
        names = {**connection.dialect.ischema_names, "xid8": Xid8}
        connection.dialect.ischema_names = names
        # Partitions are made ahead by the program and belong to no metadata.
        inherited = {name for (name,) in connection.execute(text("SELECT inhrelid::regclass::text FROM pg_inherits"))}

        def include(name: str | None, kind: str, _parents: object) -> bool:
            return kind != "table" or name not in inherited

        options = {"include_name": include, "compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

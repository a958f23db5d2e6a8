"""An owner whom row level security binds."""

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from hub.database.postgres import Server


@pytest.fixture
def bound(postgres: Server, empty_database: str) -> str:
    """The URL of an owner who is no superuser."""
    name = conninfo_to_dict(empty_database)["dbname"]
    with psycopg.connect(empty_database, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE {name}_bound LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'owner'")
        administrator.execute(f"ALTER DATABASE {name} OWNER TO {name}_bound")
    return empty_database.replace(postgres.secrets["aidhub"], "owner").replace("aidhub:", f"{name}_bound:")

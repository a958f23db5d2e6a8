"""Federation 2.9: the entities by key, in one statement, under the same slice as every field."""

from planner.shape import Ask, Entities, EntityKey, Source
from schema.convert import text_of, uuid_of
from schema.slices import household_reached, person_reached


def _household(ask: Ask) -> Source:
    return Source("households {row}", ("{row}.id = {parent}.key", household_reached(ask, "{row}.id")))


def _person(ask: Ask) -> Source:
    home = (
        "(SELECT m.household_id FROM memberships m WHERE m.person_id = {row}.id"
        " AND m.valid_to IS NULL AND m.superseded_at IS NULL)"
    )
    return Source("persons {row}", ("{row}.id = {parent}.key", person_reached(ask, home, "{row}.id")))


def _by_code(table: str) -> Source:
    return Source(f"{table} {{row}}", ("{row}.code = {parent}.key",))


ENTITIES = Entities(
    (
        EntityKey("Household", "id", _household, uuid_of, "uuid", logs="{row}.id"),
        EntityKey("Person", "id", _person, uuid_of, "uuid", logs="{row}.id"),
        EntityKey("Division", "code", _by_code("divisions"), text_of, "text"),
        EntityKey("Programme", "code", _by_code("programmes"), text_of, "text"),
        EntityKey("Category", "code", _by_code("categories"), text_of, "text"),
        EntityKey("Department", "code", _by_code("departments"), text_of, "text"),
    )
)

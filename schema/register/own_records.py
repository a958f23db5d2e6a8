"""A department's own records as a page (本部门救助记录): of somebody, of a batch, or county by county."""

from planner.shape import Ask, Key, Source
from schema.fields.references import day, entered, identity, last_day, programme
from schema.fields.slices import asked_in, counties, household_reached, person_reached

RECORD_KEYS = (Key("{row}.recorded_at", "timestamptz", "desc"), Key("{row}.id", "uuid", "desc"))

OWN = "own_ranges"

# What nobody has registered under the name that was given with its number lies under an identity of both: one's own
# records are found by the number alike.
REPORTED_UNDER = """SELECT i.id FROM identities i WHERE i.index = {0}
      UNION ALL SELECT r.id FROM identities i JOIN identities r ON r.number_id = i.id WHERE i.index = {0}"""


def own_records(ask: Ask) -> Source:
    """The caller's own records: of some people, a batch or an external id, or else those of each of its counties."""
    where = [f"{{row}}.department = {ask.caller('department')}", _paid_there(ask)]
    if ask.given("filter.household"):
        where.append(household_reached(ask, ask.arg("filter.household", type="uuid")))
    if ask.given("filter.person"):
        where.append(person_reached(ask, "{row}.household_id", ask.arg("filter.person", type="uuid")))
    if ask.given("filter.programme"):
        where.append(f"{{row}}.programme = {programme(ask, 'filter.programme')}")
    if ask.given("filter.status"):
        where.append(f"{{row}}.status = {ask.arg('filter.status')}")
    if ask.given("filter.happenedFrom"):
        where.append(f"{{row}}.happened_on >= {day(ask, 'filter.happenedFrom')}")
    if ask.given("filter.happenedTo"):
        where.append(f"{{row}}.happened_on <= {last_day(ask, 'filter.happenedTo', 'filter.happenedFrom')}")
    few = _few(ask)
    if not few:
        return Source("assistance_records {row}", (*where, "{row}.paying_block >= 0", "{row}.paying_block = run.n"))
    # Found by what is said of them and then put in order, of which the OFFSET makes sure.
    return Source(f"(SELECT * FROM assistance_records few WHERE {' AND '.join(few)} OFFSET 0) {{row}}", tuple(where))


def own_record_runs(ask: Ask) -> str:
    """The counties that pay in the caller's slice: in each the newest stand first. Of a few records it is all one."""
    if _few(ask):
        return "SELECT 1"
    listed = f"FROM assistance_records g WHERE g.department = {ask.caller('department')} AND g.paying_block >= 0"
    return counties(listed, asked_in(ask, "filter.division", OWN), "g.paying_block")


def _paid_there(ask: Ask) -> str:
    """Paid in the caller's slice, as `exactly` says it, and in the division asked for."""
    own = asked_in(ask, "filter.division", OWN)
    return f"coalesce({{row}}.paying_position <@ ({own}), false)"


def _few(ask: Ask) -> list[str]:
    """The filters that each find a few records, by an index of their own."""
    few = []
    if ask.given("filter.household"):
        few.append(f"few.household_id = {ask.arg('filter.household', type='uuid')}")
    if ask.given("filter.person"):
        person = ask.arg("filter.person", type="uuid")
        few.append(f"few.identity_id = (SELECT p.identity_id FROM persons p WHERE p.id = {person})")
    if ask.given("filter.idNumber"):
        few.append(f"few.identity_id = ANY(ARRAY({REPORTED_UNDER.format(identity(ask, 'filter.idNumber'))}))")
    if ask.given("filter.batch"):
        few.append(f"few.batch_id = {ask.arg('filter.batch', type='uuid')}")
    if ask.given("filter.externalId"):
        few.append(f"few.external_id = {entered(ask, 'filter.externalId')}")
    return few

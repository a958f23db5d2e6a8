"""Where the rows of a question come from: tables and conditions, with the caller's slice in them."""

from planner.shape import Ask, Source
from planner.values import Convert
from policy.catalogue import Catalogue
from registry.errors import Refusal
from schema.fields.argument_values import date_of, division_code, refused, text_of, uuid_of
from schema.fields.arguments import code_of, programme_code
from schema.fields.slices import below, current, exactly, household_reached, person_reached, reached, within

# Two tables walked in one order: both have the index (programme, epoch, changed_xid, subject_id).
CHANGED = """(SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
      certainty, since, until, false AS gone FROM targets
    UNION ALL SELECT programme, department, position, epoch, changed_xid, subject_id, household_id, person_id,
      'MET', moved_on, moved_on, true FROM departures) {row}"""


class Sources:
    """What arguments may name is the catalogue's; an ID number leaves as its blind index."""

    def __init__(self, catalogue: Catalogue, index_of: Convert) -> None:
        self.index_of = index_of
        self.programme_of = programme_code(catalogue)
        self.category_of = code_of("category", frozenset(catalogue.categories))
        self.certainty_of = code_of("certainty", frozenset({"MET", "UNKNOWN"}))
        self.residence_of = code_of("residence", frozenset({"urban", "rural"}))
        self.status_of = code_of("status", frozenset({"GRANTED", "REFUSED"}))
        self.level_of = code_of("level", frozenset({"PROVINCE", "CITY", "COUNTY", "TOWNSHIP", "VILLAGE"}))
        self.department_of = code_of("department", frozenset(catalogue.departments))

    def household(self, ask: Ask) -> Source:
        named = []
        if ask.given("number"):
            named.append(f"{{row}}.number = {ask.arg('number', text_of)}")
        if ask.given("id"):
            named.append(f"{{row}}.id = {ask.arg('id', uuid_of, 'uuid')}")
        return Source("households {row}", (*some(named, "id / number"), household_reached(ask, "{row}.id")))

    def households(self, ask: Ask) -> Source:
        where = [*reached(ask, "{row}_r"), "{row}_r.person_id IS NULL"]
        if ask.given("filter.division"):
            where += below(ask, "filter.division", "{row}_r.position")
        if ask.given("filter.number"):
            where.append(f"{{row}}.number = {ask.arg('filter.number', text_of)}")
        if ask.given("filter.residence"):
            where.append(f"{{row}}.residence = {ask.arg('filter.residence', self.residence_of)}")
        if ask.given("filter.category"):
            where.append(self._determined(ask, "m.household_id = {row}.id"))
        return Source("reach {row}_r JOIN households {row} ON {row}.id = {row}_r.household_id", tuple(where))

    def person(self, ask: Ask) -> Source:
        named = []
        if ask.given("idNumber"):
            index = ask.arg("idNumber", self.index_of, "bytea")
            named.append(f"{{row}}.identity_id = (SELECT i.id FROM identities i WHERE i.index = {index})")
        if ask.given("id"):
            named.append(f"{{row}}.id = {ask.arg('id', uuid_of, 'uuid')}")
        home = (
            "(SELECT m.household_id FROM memberships m WHERE m.person_id = {row}.id"
            " AND m.valid_to IS NULL AND m.superseded_at IS NULL)"
        )
        return Source("persons {row}", (*some(named, "id / idNumber"), person_reached(ask, home, "{row}.id")))

    def targets(self, ask: Ask) -> Source:
        certainty = ask.arg("filter.certainty", self.certainty_of) if ask.given("filter.certainty") else "'MET'"
        where = [
            f"{{row}}.programme = {ask.arg('programme', self.programme_of, caller='department')}",
            f"{{row}}.certainty = {certainty}",
            "{row}.until IS NULL",
            f"{{row}}.department = {ask.caller('department')}",
            f"{{row}}.since <= {ask.caller('today', 'date')}",
            *within(ask, "{row}.position"),
        ]
        if ask.given("division"):
            where += below(ask, "division", "{row}.position")
        if ask.given("filter.category"):
            whose = "m.household_id = {row}.household_id AND (m.person_id = {row}.person_id OR {row}.person_id IS NULL)"
            where.append(self._determined(ask, whose))
        return Source("targets {row}", tuple(where))

    def changes(self, ask: Ask) -> Source:
        # Below the horizon of open writers, so that one who commits late is not passed over. Row level security shows
        # a caller the targets of its own places alone: what left one of them for another has not left.
        return Source(
            CHANGED,
            (
                f"{{row}}.programme = {ask.arg('programme', self.programme_of, caller='department')}",
                f"{{row}}.department = {ask.caller('department')}",
                "{row}.changed_xid < pg_snapshot_xmin(pg_current_snapshot())",
                exactly(ask, "{row}.position"),
                """(NOT {row}.gone OR NOT EXISTS (SELECT FROM targets t
      WHERE t.programme = {row}.programme AND t.subject_id = {row}.subject_id))""",
            ),
        )

    def records(self, ask: Ask) -> Source:
        where = [f"{{row}}.department = {ask.caller('department')}", *within(ask, "{row}.paying_position")]
        if ask.given("filter.division"):
            where += below(ask, "filter.division", "{row}.paying_position")
        if ask.given("filter.programme"):
            where.append(f"{{row}}.programme = {ask.arg('filter.programme', self.programme_of, caller='department')}")
        if ask.given("filter.externalId"):
            where.append(f"{{row}}.external_id = {ask.arg('filter.externalId', text_of)}")
        if ask.given("filter.status"):
            where.append(f"{{row}}.status = {ask.arg('filter.status', self.status_of)}")
        if ask.given("filter.happenedFrom"):
            where.append(f"{{row}}.happened_on >= {ask.arg('filter.happenedFrom', date_of, 'date')}")
        if ask.given("filter.happenedTo"):
            where.append(f"{{row}}.happened_on <= {ask.arg('filter.happenedTo', date_of, 'date')}")
        return Source("assistance_records {row}", tuple(where))

    def divisions(self, ask: Ask) -> Source:
        where = [f"{{row}}.level = {ask.arg('level', self.level_of)}"] if ask.given("level") else []
        if ask.given("below"):
            code = ask.arg("below", division_code, caller="known_division")
            where.append(f"{{row}}.lo >= (SELECT v.lo FROM divisions v WHERE v.code = {code})")
            where.append(f"{{row}}.hi <= (SELECT v.hi FROM divisions v WHERE v.code = {code})")
        if ask.given("name"):
            where.append(f"strpos({{row}}.name, {ask.arg('name', text_of)}) > 0")
        return Source("divisions {row}", tuple(where))

    def programmes(self, ask: Ask) -> Source:
        where = [f"{{row}}.department = {ask.arg('department', self.department_of)}"] if ask.given("department") else []
        if ask.given("category"):
            where.append(f"{ask.arg('category', self.category_of)} = ANY({{row}}.categories)")
        return Source("programmes {row}", tuple(where), "{row}.number, {row}.code")

    def programme(self, ask: Ask) -> Source:
        return Source(
            "programmes {row}", (f"{{row}}.code = {ask.arg('code', self.programme_of, caller='department')}",)
        )

    def batch(self, ask: Ask) -> Source:
        own = f"{{row}}.department = {ask.caller('department')}"
        return Source("batches {row}", (f"{{row}}.id = {ask.arg('id', uuid_of, 'uuid')}", own))

    def _determined(self, ask: Ask, whose: str) -> str:
        """Some of these members are in the category that is asked for."""
        category = ask.arg("filter.category", self.category_of)
        return (
            "EXISTS (SELECT FROM memberships m JOIN determinations d ON d.person_id = m.person_id"
            f" WHERE {whose} AND {current(ask, 'm')} AND {current(ask, 'd')} AND d.category = {category})"
        )


def some(conditions: list[str], names: str) -> list[str]:
    """What names the one that is asked for; it must be named somehow."""
    if not conditions:
        raise refused(Refusal("MISSING", name=names))
    return conditions

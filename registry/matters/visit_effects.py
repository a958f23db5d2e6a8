"""What a visit found (走访发现需求): needs become an application that is to be routed, since nobody need ask first."""

from registry.matters.proceedings import begin
from registry.matters.taken_steps import Matter, TakenStep
from registry.store.database import new_id


async def apply_for_needs(taken: TakenStep) -> None:
    """Open an application of the household over the needs that no open one names yet (二（三）: 立即启动救助程序).

    Somebody in no household is registered first: until then there is no household to route anything for.
    """
    matter, needs = taken.matter, taken.content.get("needs")
    if not needs or matter.subject.household is None:
        return
    values = [matter.subject.household]
    applied = {need for (need,) in await (await taken.connection.execute(APPLIED, values, prepare=True)).fetchall()}
    found = [need for need in needs if need not in applied]
    if not found:
        return
    procedure, step = taken.catalogue.procedures.of_step("note_needs")
    own = taken.actor.department
    application = Matter(new_id(), procedure, "", matter.subject, matter.handling, own, own, {}, parent=matter.id)
    content = {"applied_on": taken.content["visited_on"], "needs": found, "application_note": taken.content["findings"]}
    await begin(taken.opening(application, step, content))


APPLIED = """SELECT DISTINCT need FROM matters m CROSS JOIN LATERAL json_array_elements_text(m.content->'needs') need
WHERE m.household_id = $1 AND m.procedure = 'application' AND m.closed_on IS NULL"""

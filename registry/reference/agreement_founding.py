"""Founding agreements: a department that never had one begins with what the document provides for it."""

import psycopg

from policy.catalogue import Catalogue
from policy.sharing import WAYS, rules
from policy.spine import registrar
from registry.store.database import new_id


def found(connection: psycopg.Connection, catalogue: Catalogue) -> None:
    """Give each department that never had an agreement its first: all that its folder lists, in every way.

    Who keeps the register shares, and is not shared with.
    """
    founding = rules().founding
    with connection.transaction():
        connection.execute("LOCK TABLE sharing_agreements IN SHARE ROW EXCLUSIVE MODE")
        for department in catalogue.departments.values():
            if department.code != registrar():
                said = {**vars(founding), "department": department.code, "fields": list(department.sees)}
                connection.execute(FOUND, {**said, "id": new_id(), "ways": list(WAYS)})


FOUND = """INSERT INTO sharing_agreements (id, department, basis, quote, scenario, fields, ways, valid_from,
  requested_by, requested_on, due_on, granted, decided_by, decided_on, decision)
SELECT %(id)s, %(department)s, %(document)s || ' ' || %(cites)s, %(quote)s, %(scenario)s, %(fields)s, %(ways)s,
  %(since)s, 'aidhub', %(since)s, %(since)s, true, 'aidhub', %(since)s, %(document)s
WHERE NOT EXISTS (SELECT FROM sharing_agreements a WHERE a.department = %(department)s)"""

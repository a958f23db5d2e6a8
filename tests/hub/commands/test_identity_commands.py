"""The commands about who may be the same person: the linkage is asked for once, and what waits is counted."""

from pathlib import Path

import psycopg

from hub.linkage.linkage import NEEDED
from registry.store.database import new_id
from tests.hub.commands.typed import ROOT, Operator, aidhub, refusal

PERSON = """INSERT INTO persons (id, identity_id, position, name, name_masked, id_number_masked, sex, birth_date)
VALUES (%s, %s, 621102001000, '李晓明', '李**', '6299**********0015', '1', '1980-03-07')"""
CANDIDATE = """INSERT INTO identity_candidates (id, kind, person_id, other_id, position, probability, evidence, findings,
  found_at) VALUES (gen_random_uuid(), 'PERSON', %s, gen_random_uuid(), 621102001000, %s, '[]', '', '2024-03-15 02:00+00')"""


def test_the_linkage_is_asked_for_once_and_what_waits_is_counted(var: Path, empty_database: str) -> None:
    operator = Operator(var, empty_database)
    operator("migrate")
    with psycopg.connect(empty_database) as owner:
        identity, person = new_id(), new_id()
        owner.execute("INSERT INTO identities (id, index) VALUES (%s, '\\x00')", [identity])
        owner.execute(PERSON, [person, identity])
        for probability in (50, 97, 100):
            owner.execute(CANDIDATE, [person, probability])
    assert operator("identities candidates") == (
        "PERSON  OPEN  POSSIBLE 1  LIKELY 1  ALMOST_CERTAIN 1  found 2024-03-15 10:00\n"
    )
    assert "已提交" in operator("identities link")
    assert "asked for already" in operator("identities link")
    assert operator("jobs list").count("LINKAGE") == 1


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path) -> None:
    (tmp_path / f"{NEEDED[0]}.py").write_text("raise ModuleNotFoundError", "utf-8")
    hidden = tmp_path / "sitecustomize.py"  # as where it is not installed
    hidden.write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        f"u.find_spec = lambda name, *more: None if name == {NEEDED[0]!r} else find(name, *more)\n"
    )
    settings = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "AIDHUB_LINKAGE_DAYS": "7"}
    ran = aidhub("serve", tmp_path / "var", **settings)
    assert "pip install 'aidhub[linkage]'" in refusal(ran)
    assert not (tmp_path / "var").exists()

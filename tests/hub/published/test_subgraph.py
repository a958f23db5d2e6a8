"""The subgraph: the whole graph with federation's directives, and scopes only where they are asked for."""

import re

from hub.published.sdl import published


def test_without_its_directives_the_subgraph_is_the_whole_graph() -> None:
    sdl = published()
    link, _, rest = sdl.subgraph.partition("\n\n")
    assert link == 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
    assert re.sub(r' @key\(fields: "\w+"\)', "", rest) == sdl.whole


def test_entities_say_their_keys() -> None:
    keys = dict(re.findall(r'^(?:type|interface) (\w+).* @key\(fields: "(\w+)"\)', published().subgraph, re.MULTILINE))
    assert {"Household", "Person", "AssistanceRecord", "HousingRecord", "RecordElsewhere"} <= set(keys)
    assert (keys["Household"], keys["Division"], keys["Programme"]) == ("id", "code", "code")


def test_scopes_stand_at_fields_so_that_no_interface_asks_for_those_of_all_its_types() -> None:
    sdl = published(requires_scopes=True).subgraph
    assert '  school: String @requiresScopes(scopes: [["education_aid/feedback:read"]])' in sdl
    assert not re.search(r"^(?:type|interface) .*@requiresScopes", sdl, re.MULTILINE)
    assert "requiresScopes" not in published().subgraph

"""Hostile requests: what keeps a hub busiest for the fewest letters, all within its limits or just beyond them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from graphql import get_introspection_query

from registry.identity.identity_numbers import with_check_digit

NUMBER = "629901194506180019"
REPRESENTATIONS = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }"
HOUSEHOLD = "query ($id: ID!) { household(id: $id) { id } }"
REGISTER = "mutation ($items: [HouseholdInput!]!) { registerHouseholds(items: $items) { __typename } }"
REPORT = "mutation ($items: [CivilAffairsFactsInput!]!) { reportFactsCivilAffairs(items: $items) { __typename } }"
FEED = """mutation ($items: [CivilAffairsFeedbackInput!]!) { feedBackCivilAffairs(items: $items) { __typename
  ... on FeedbackReport { outcomes { __typename ... on Refused { code } } } } }"""
GRAPH = """types { name description fields { name description args { name type { name } } type { kind name ofType {
  kind name ofType { kind name } } } } inputFields { name type { name } } enumValues { name description } }"""
LARGEST_PAGE = """{ households(first: 200) { nodes { number address residence division { code name }
  members { person { id nameMasked idNumberMasked birthDate } } chain(first: 10) { nodes { id kind note } } } } }"""
HOME = "621102000000"
HOUSEHOLD_DATA = {"division": HOME, "asOf": "2024-03-01", "channel": "HOME_VISIT", "residence": "rural"}


@dataclass(frozen=True)
class Hostile:
    """A request that one client sends while another only asks who it is."""

    name: str
    body: bytes


def hostile(turn: int = 0) -> Iterator[Hostile]:
    """All of them: what asks for the graph, long documents, large bodies, large batches.

    In each turn they are another document, of other people: the hub is to know none of them.
    """
    yield _asked(turn, "the whole graph", get_introspection_query(input_value_deprecation=True))
    graphs = " ".join(f"g{n}: __schema {{ {GRAPH} }}" for n in range(12))
    yield _asked(turn, "the graph twelve times", f"{{ {graphs} }}")
    yield _asked(turn, "its SDL, 20 times", f"{{ {' '.join(f's{n}: _service {{ sdl }}' for n in range(20))} }}")
    yield _asked(turn, "names of the graph by the million", f"{{ __schema {{ types {{ {_deep(14)} }} }} }}")
    yield from _documents(turn)
    yield _asked(turn, "the largest page", LARGEST_PAGE)
    yield from _bodies(turn)
    yield from _batches(turn)


def _deep(times: int) -> str:
    fields = "fields { name type { kind name } args { name } }"
    return " ".join(f"f{n}: fields {{ type {{ ofType {{ {fields} again: {fields} }} }} }}" for n in range(times))


def _documents(turn: int) -> Iterator[Hostile]:
    """Each is unknown to the hub, and a thousand tokens or 128 KiB long."""
    text = "x" * 120_000
    yield _asked(turn, "a string of 120 KiB", f'{{ household(id: "{text}") {{ id }} }}')
    yield _asked(turn, "a block of 60,000 lines", f'{{ household(id: """{chr(10) * 60_000}""") {{ id }} }}')
    yield _asked(turn, "escaped letters", '{ household(id: "%s") { id } }' % ("\\u0041" * 20_000))
    yield _asked(turn, "a comment of 120 KiB", f"{{ me {{ client }} }} # {text}")
    yield _asked(turn, "one field 390 times", f"{{ me {{ {'client ' * 390} }} }}")
    yield _asked(
        turn,
        "fields that conflict",
        f"{{ me {{ {' '.join(f'a{n % 3}: client a{n % 3}: scopes' for n in range(14))} }} }}",
    )
    yield _asked(
        turn, "overlapping selections", f"{{ {('household(id: 1) {' + 'number residence ' * 10 + '} ') * 18} }}"
    )
    yield _asked(turn, "forty operations", " ".join(f"query Q{n} {{ me {{ {'client ' * 15} }} }}" for n in range(40)))
    chain = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(120))
    yield _asked(turn, "a chain of fragments", f"{{ ...F0 }} {chain} fragment F120 on Query {{ me {{ client }} }}")
    yield _asked(turn, "unknown types", " ".join(f"fragment F{n} on Househol{n} {{ id }}" for n in range(140)))
    yield _asked(
        turn, "unknown fields of 300 letters", f"{{ me {{ {' '.join('c' * 300 + str(n) for n in range(380))} }} }}"
    )
    variables = " ".join(f"$v{n}: String" for n in range(190))
    yield _asked(turn, "variables that nothing uses", f"query ({variables}) {{ me {{ client }} }}")
    wrong = f'first: "{"a1-" * 2000}"'
    wrongs = " ".join(f"w{n}: households({wrong}) {{ totalCount }}" for n in range(20))
    yield _asked(turn, "texts of digits where numbers belong", f"{{ {wrongs} }}")
    page = "households(first: 1) { nodes { members { person { chain(first: 1) { nodes { record { id } } } } } } }"
    yield _asked(turn, "a statement of many tables", f"{{ {' '.join(f'q{n}: {page}' for n in range(14))} }}")


def _bodies(turn: int) -> Iterator[Hostile]:
    """Bodies of four mebibytes, and of as many values as are read."""
    numbers = [NUMBER] * 145_000
    yield _asked(turn, "a variable that nothing reads, of numbers", "{ me { client } }", {"unused": numbers})
    yield _asked(turn, "145,000 numbers for an id", HOUSEHOLD, {"id": numbers})
    yield _asked(turn, "145,000 representations", REPRESENTATIONS, {"r": [{}] * 145_000})
    names = {f"{n:x}": 0 for n in range(140_000)}
    yield _asked(turn, "140,000 names of one representation", REPRESENTATIONS, {"r": [names]})
    yield _asked(turn, "a text of 4 MiB", HOUSEHOLD, {"id": NUMBER * 230_000})
    yield Hostile(
        "1.4 million empty lists", b'{"query":"{me{client}}","variables":{"a":[' + b"[]," * 1_390_000 + b"[]]}}"
    )
    yield Hostile("lists in lists", b'{"query":"{me{client}}","variables":{"a":' + b"[" * 900 + b"]" * 900 + b"}}")
    yield Hostile("a number of 4 MiB", b'{"query":"{me{client}}","variables":{"a":' + b"9" * 4_000_000 + b"}}")


def _batches(turn: int) -> Iterator[Hostile]:
    """Batches of a thousand: three that are taken, and two that are not."""
    households: list[object] = [
        {**HOUSEHOLD_DATA, "number": f"HOSTILE-{turn}-{n}", "members": [_member(turn, n, place) for place in range(4)]}
        for n in range(1000)
    ]
    yield _asked(turn, "a batch of a thousand households", REGISTER, {"items": households})
    of = [{"idNumber": _member(turn, n, 0)["idNumber"], "name": f"某{n}"} for n in range(1000)]
    known = {"asOf": "2024-03-02", "person": {"labourAbility": True}}
    facts: list[object] = [{**one, **known, "sourceRecordId": f"HOSTILE-{turn}-{n}"} for n, one in enumerate(of)]
    yield _asked(turn, "a batch of a thousand facts", REPORT, {"items": facts})
    given = {
        "division": "621102000000",
        "programme": "MZ-07",
        "status": "GRANTED",
        "happenedOn": "2024-03-03",
        "amount": 100,
    }
    help_: list[object] = [{**one, **given, "externalId": f"HOSTILE-{turn}-{n}"} for n, one in enumerate(of)]
    yield _asked(turn, "a batch of a thousand grants", FEED, {"items": help_})
    member = {"idNumber": NUMBER, "name": "x", "relation": "01"}
    item = {**HOUSEHOLD_DATA, "number": "", "division": "1", "members": [member] * 20}
    yield _asked(turn, "a batch of a thousand, refused one by one", REGISTER, {"items": [item] * 1000})
    yield _asked(turn, "a batch of a thousand, of no shape", REGISTER, {"items": [{**item, "strange": 1}] * 1000})


def _member(turn: int, household: int, place: int) -> dict[str, str]:
    year, month, serial = 1950 + household % 50, 1 + household // 84, (household + 7 * turn) % 1000
    number = with_check_digit(f"629901{year}{month:02}{1 + place:02}{serial:03}")
    return {"idNumber": number, "name": f"某{household}", "relation": "01" if place == 0 else "99"}


def _asked(turn: int, name: str, query: str, variables: dict[str, object] | None = None) -> Hostile:
    return Hostile(name, json.dumps({"query": f"{query} # {turn}", "variables": variables or {}}).encode())

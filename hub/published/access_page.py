"""The page of who may ask what, department by department, written from the rules of the graph and nothing else."""

from collections.abc import Iterator

from auth.scopes import ceiling, defaults
from connectors import discover
from planner.rights import Rule, RuleKey
from policy.catalogue import Catalogue, load
from policy.departments import Department
from schema.compose import Graph, compose
from schema.fields.rule_descriptions import needed

HEAD = """# Who may ask what (各部门可查询内容)

Each field, and each argument or filter, that needs more than `hub:read`; written by `scripts/access-matrix` from the
rules that the hub itself goes by. What a type shows of a row outside of the divisions is nothing: it is not found.

- ✓ An ordinary client of the department may ask, within its divisions and as far as its agreement on sharing goes
  (本部门一般账户可在辖区和共享约定范围内查询).
- ○ With a scope besides that is granted one by one (另行单独授权后可查询).
- Empty: it may not, whatever it is granted (不可查询).

The departments (部门):
"""


def render(graph: Graph, catalogue: Catalogue) -> str:
    """All that needs something, type by type, as Markdown."""
    departments = list(catalogue.departments.values())
    marks = "".join(f"\n- **{n}** {one.en} ({one.zh})" for n, one in enumerate(departments, 1))
    parts = [HEAD, marks, "\n"]
    for type_ in sorted({place[0] for place in graph.rules}):
        rows = list(_rows(graph, type_, departments, catalogue))
        if rows:
            columns = ["field (字段)", "needs (所需权限)", *(str(n) for n in range(1, len(departments) + 1))]
            parts.append(f"\n## {type_}\n\n| {' | '.join(columns)} |\n{'|---' * len(columns)}|\n" + "".join(rows))
    return "".join(parts)


def _rows(graph: Graph, type_: str, departments: list[Department], catalogue: Catalogue) -> Iterator[str]:
    for place, rule in sorted(graph.rules.items()):
        needs = needed(rule, catalogue.departments)
        if place[0] == type_ and needs:
            cells = [f"`{_spelled(place)}`", needs.replace("|", "\\|"), *(_mark(rule, one) for one in departments)]
            yield f"| {' | '.join(cells)} |\n"


def _spelled(place: RuleKey) -> str:
    return f"{place[1]}({place[2]}:)" if len(place) == 3 else place[1]


def _mark(rule: Rule, department: Department) -> str:
    """Whether a client of the department may ask: by what it has, by what it may be granted besides, or not at all."""
    if rule.column is not None and rule.column not in department.sees:
        return ""
    ordinary, most = defaults(department.code), ceiling(department.code)
    for scopes, mark in ((ordinary, "✓"), (most, "○")):
        if not rule.scopes or any(some <= scopes for some in rule.scopes):
            return mark
    return ""


if __name__ == "__main__":
    known = load(discover())
    print(render(compose(known), known), end="")

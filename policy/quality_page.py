"""The page of quality: every rule of data quality with its code and words, docs/quality.md, for people to read."""

import sys
from collections.abc import Iterator

from policy.quality import Rule, declared
from policy.vocabulary import vocabulary

HEAD = """# Rules of data quality (数据质量规则)

Written by `scripts/catalogue` from [policy/quality.toml](../policy/quality.toml), where each rule stands with its
conditions and bounds. What cannot be read, is in no list of codes, or contradicts the ID number is refused before any
of them: [errors](errors.md). How they are told, and the scorecard: [connectors](connectors.md#data-quality).

A rule **refuses** the row (退回), **warns** (提示: the row is taken in, its cell goes back yellow), or only **counts**
for the scorecard (计数).
"""
SEVERITIES = {"REFUSES": "refuses 退回", "WARNS": "warns 提示", "COUNTS": "counts 计数"}
OF = {"facts": "Facts (情况)", "feedback": "Feedback (反馈)"}


def render() -> str:
    """The page."""
    return "\n".join([HEAD, *(line for of, title in OF.items() for line in _chapter(of, title))])


def _chapter(of: str, title: str) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| code | | what is odd | 说明 | known from |"
    yield "|---|---|---|---|---|"
    names = {code.code: code.zh for code in vocabulary("quality_dimension")}
    for rule in declared().values():
        if rule.of == of:
            yield _line(rule, names[rule.dimension])
    yield ""


def _line(rule: Rule, dimension: str) -> str:
    known = "general knowledge" if rule.source == "gk" else rule.source
    return f"| `{rule.code}` | {SEVERITIES[rule.severity]}, {dimension} | {rule.en} | {rule.zh} | {known} |"


if __name__ == "__main__":
    sys.stdout.write(render())

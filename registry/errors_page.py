"""The page of refusals, written from where they are declared."""

from registry.errors import PROBLEMS

HEAD = """# Refusals

Every refusal has a stable code, a message in English or Chinese (`Accept-Language`), and a path where one applies.
Written by `scripts/errors` from `registry/errors.py`; words in braces are filled in.

| code | English | 中文 |
|---|---|---|
"""


def render() -> str:
    """All problems, by code."""
    rows = (f"| `{code}` | {en} | {zh} |" for code, (en, zh) in sorted(PROBLEMS.items()))
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(render(), end="")

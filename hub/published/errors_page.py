"""The page of errors, written from the table of codes and from nothing else."""

from registry.errors import Chapter, chapters

HEAD = """# Errors

Every error has a stable `code`, a message that says what to do, and a `path` where one applies. Messages are English,
or Chinese with `Accept-Language: zh-CN`, also what is said of a document and its variables
(`hub/answering/graphql_words.toml`); programs go by the code. What was refused has changed nothing. Written by
`scripts/errors` from `registry/errors.toml`; words in braces are filled in.

An act (a mutation) answers with `Refused { code message path }` as a result, one for each bad item of a batch.
Everything else stands in `errors`, with the code in `extensions.code` (and the message in both languages in
`extensions.words` of what `/files` and `/export` refuse), and there is no data. With
`Accept: application/graphql-response+json` the status tells the kind; with `application/json` a well-formed request is
answered 200, also where its document or variables are refused. What is no request of GraphQL at all (`BAD_JSON`,
`BAD_BODY`, `CONTENT_TYPE`, too long, too slow) keeps its status there too, and so do 401, 429 and 5xx.
"""


def render() -> str:
    """All errors, chapter by chapter, as Markdown."""
    return HEAD + "".join(map(_chapter, chapters()))


def _chapter(chapter: Chapter) -> str:
    oauth = any(code.oauth for code in chapter.codes)
    columns = ["code", "status", *(["OAuth"] if oauth else []), "English", "中文"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for code in chapter.codes:
        cells = [f"`{code.code}`", str(code.status), *([f"`{code.oauth or ''}`"] if oauth else []), code.en, code.zh]
        lines.append(f"| {' | '.join(cells)} |")
    return f"\n## {chapter.title}\n\n{chapter.about}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(render(), end="")

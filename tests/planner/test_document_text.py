"""The text of a document that is kept: what was asked, without what was written into it about somebody."""

from graphql import parse, print_ast

from planner.document_text import bare


def test_texts_and_long_numbers_are_taken_out_and_what_is_asked_stays() -> None:
    text = """query Find { # 629901199001010011
      person(idNumber: "629901199001010011", purpose: REVIEW) { name(first: 5) ...on X { a } }
      other: node(id: 629901199001010011, note: \"\"\"王甲
        乙\"\"\") { id } }"""
    kept, values = bare(text)
    assert values == ["629901199001010011", "629901199001010011", "王甲\n乙"]
    assert "6299" not in kept
    assert "王" not in kept
    shown = print_ast(parse(kept))
    assert 'person(idNumber: "$1", purpose: REVIEW)' in shown
    assert 'node(id: "$2", note: "$3")' in shown
    assert bare(kept)[0] == kept

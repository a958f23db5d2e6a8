"""Writes the policy in words to its tables; nothing is computed from them, so they have a hash of their own."""

import hashlib
import json
from collections.abc import Iterable, Iterator

import psycopg

from policy import document, wording
from policy.catalogue import Catalogue
from policy.clauses import Code, Fact
from policy.sentences import Quoted
from registry.reference.catalogue_sync import Row, rewrite


def mirror_words(connection: psycopg.Connection, catalogue: Catalogue) -> bool:
    """Make the tables say what the document and the declarations say; whether anything was written."""
    tables = _tables(catalogue)
    words_hash = hashlib.sha256(json.dumps(tables, ensure_ascii=False).encode()).hexdigest()
    with connection.transaction():
        connection.execute("LOCK TABLE catalogue_state IN SHARE ROW EXCLUSIVE MODE")
        if connection.execute("SELECT words_hash FROM catalogue_state").fetchone() == (words_hash,):
            return False
        rewrite(connection, tables)
        connection.execute("UPDATE catalogue_state SET words_hash = %s", [words_hash])
        return True


def _tables(catalogue: Catalogue) -> dict[str, list[Row]]:
    sentences = list(enumerate(document.document(catalogue), 1))
    parts = [(n, part) for n, sentence in sentences for part in sentence.parts]
    carriers: list[tuple[int | None, int | None, Row]] = [
        (n, None, one) for n, sentence in sentences for one in _carriers(sentence.carriers)
    ]
    carriers += [(None, d, one) for d, (_, part) in enumerate(parts, 1) for one in _carriers(part.carriers)]
    facts = catalogue.facts.values()
    return {
        "document_sentences": [
            {"n": n, "section": one.section, "cites": one.cites, "text": one.text} for n, one in sentences
        ],
        "document_duties": [
            {
                "n": d,
                "sentence": n,
                "quote": part.duty.quote,
                "fields": list(part.duty.graph),
                "en": part.duty.en,
                "zh": part.duty.zh,
                "office_en": part.duty.office_en,
                "office_zh": part.duty.office_zh,
            }
            for d, (n, part) in enumerate(parts, 1)
        ],
        "document_carriers": [
            {"n": n, "sentence": sentence, "duty": duty, **one} for n, (sentence, duty, one) in enumerate(carriers, 1)
        ],
        "declared_facts": [{"fact": str(one), "type": one.type, "en": one.en, "zh": one.zh} for one in facts],
        "declared_codes": [
            {"fact": str(fact), "code": code.code, "en": code.en, "zh": code.zh}
            for fact in facts
            for code in _codes(fact)
        ],
        "programme_parameters": list(_parameters(catalogue)),
    }


def _carriers(quoting: Iterable[Quoted]) -> Iterator[Row]:
    """Each carrier once, with all that it quotes."""
    quotes: dict[tuple[str, str, str, str], list[str]] = {}
    for one in quoting:
        quotes.setdefault((one.kind, one.code, one.en, one.zh), []).append(one.quote)
    for (kind, code, en, zh), quoted in quotes.items():
        yield {"kind": kind, "code": code, "en": en, "zh": zh, "quotes": list(dict.fromkeys(quoted))}


def _codes(fact: Fact) -> tuple[Code, ...]:
    return wording.TRUTH if fact.type == "boolean" else fact.codes


def _parameters(catalogue: Catalogue) -> Iterator[Row]:
    for programme in catalogue.programmes.values():
        read = catalogue.read_through(programme.condition.reads)
        for name in sorted(name for entity, name in read if entity == "parameter"):
            yield {"programme": programme.code, "parameter": name}

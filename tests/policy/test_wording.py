"""Clauses are sentences in two languages, in the words of their facts."""

from policy.catalogue import Catalogue
from policy.clauses import parse


def test_clauses_are_sentences_in_two_languages(catalogue: Catalogue) -> None:
    grade = parse("housing.danger_grade in C, D")
    assert catalogue.describe(grade, "zh") == "房屋危险性等级：C级、D级之一"
    assert catalogue.describe(parse("person.age >= 18"), "en") == "age in full years: at least 18"
    assert catalogue.describe(parse("person.categories disjoint none"), "zh") == "有效的低收入人口类别：任意一类"
    assert catalogue.describe(parse("parameter.heating = true"), "zh") == "当地实行取暖救助：是"

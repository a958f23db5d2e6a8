"""Identity numbers: one way of writing, a check that names what is wrong, a mask that tells nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.identity_kinds import identity_kinds, kind_of
from registry.errors import Refusal
from registry.identity.identity_numbers import birth_date, check, normalise, number_ends, sex, with_check_digit
from tests.hub_running import TODAY

INVENTED = "62990119850312452X"


def refused(text: str) -> str:
    with pytest.raises(Refusal) as refusal:
        check(text, TODAY)
    return refusal.value.code


@pytest.mark.parametrize(("born", "taken"), [("20240315", True), ("20240316", False), ("20990101", False)])
def test_nobody_has_a_number_before_being_born(born: str, taken: bool) -> None:
    number = with_check_digit(f"629901{born}001")
    if taken:
        assert check(number, TODAY) == number
    else:
        with pytest.raises(Refusal, match="ID_NUMBER_BIRTH_DATE"):
            check(number, TODAY)


@pytest.mark.parametrize("known", ["0000000218250097", "0000000151093700", "000000021694233X"])
def test_the_check_digit_is_that_of_iso_7064(known: str) -> None:
    # ORCID publishes these; it uses the same MOD 11-2, and leading zeros weigh nothing.
    assert with_check_digit(known[:-1].zfill(17)) == known.zfill(18)


@pytest.mark.parametrize(
    "written",
    [
        INVENTED.lower(),
        f" {INVENTED[:6]} {INVENTED[6:14]} {INVENTED[14:]}\n",
        "６２９９０１１９８５０３１２４５２Ｘ",
        f"\u200b{INVENTED}\ufeff",
        f"{INVENTED[:6]}\u3000{INVENTED[6:]}",
        f"{INVENTED[:6]}{INVENTED[8:17]}",
    ],
)
def test_however_it_was_written_it_is_the_same_number(written: str) -> None:
    assert normalise(written) == INVENTED
    assert check(written, TODAY) == INVENTED


def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_found() -> None:
    for place in range(17):
        for digit in "0123456789":
            typed = INVENTED[:place] + digit + INVENTED[place + 1 :]
            assert typed == INVENTED or refused(typed) == "ID_NUMBER_CHECK_DIGIT"
        swapped = INVENTED[:place] + INVENTED[place + 1] + INVENTED[place] + INVENTED[place + 2 :]
        assert swapped == INVENTED or refused(swapped) == "ID_NUMBER_CHECK_DIGIT"


@pytest.mark.parametrize("text", ["", "62990119850312", INVENTED + "0", "629901-19850312-452X"])
def test_a_wrong_length_is_said_as_such(text: str) -> None:
    assert refused(text) == "ID_NUMBER_LENGTH"


@pytest.mark.parametrize("text", ["٦٢٩٩٠١١٩٨٥٠٣١٢٤٥٢X", "6299O119850312452X", "六" * 18, "\0" * 18])
def test_what_is_no_digit_is_refused(text: str) -> None:
    assert refused(text) in {"ID_NUMBER_CHECK_DIGIT", "ID_NUMBER_LENGTH"}


@pytest.mark.parametrize("born", ["19850230", "19851301", "00000101", "00190312", "20230229"])
def test_a_birth_date_that_never_was_is_said_as_such(born: str) -> None:
    assert refused(with_check_digit(f"629901{born}452")) == "ID_NUMBER_BIRTH_DATE"


def test_an_abolished_or_unknown_region_code_is_no_reason_to_refuse() -> None:
    assert check(with_check_digit("99999920240229001"), TODAY) == with_check_digit("99999920240229001")


@given(
    st.one_of([st.from_regex(kind.pattern, fullmatch=True) for kind in identity_kinds().values()])
    | st.text(alphabet="0123456789PQUSAX", max_size=19)
)
def test_no_number_is_of_two_kinds(number: str) -> None:
    fitting = [kind for kind in identity_kinds().values() if kind.pattern.fullmatch(normalise(number))]
    assert len(fitting) <= 1
    assert kind_of(normalise(number)) == next(iter(fitting), None)


def test_birth_date_and_sex_are_read_from_the_number() -> None:
    assert birth_date(INVENTED) == date(1985, 3, 12)
    assert sex(INVENTED) == "2"
    assert sex(with_check_digit("62990119850312451")) == "1"


def test_its_ends_are_kept_for_the_linkage_without_the_birthday() -> None:
    assert number_ends(INVENTED) == "6299**********452X"

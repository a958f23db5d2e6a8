"""Defects: the ways in which real data are wrong, put into invented ones on purpose."""

from hub.population.shares import Dice

TRADITIONAL = str.maketrans("国军强涛龙刚伟丽兰芳红艳云张刘陈马赵孙韩冯", "國軍強濤龍剛偉麗蘭芳紅艷雲張劉陳馬趙孫韓馮")
# Rare characters that older systems wrote instead of the common ones.
RARE = str.maketrans("玉明生海", "玊朙甡嗨")
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
DOTS = "•.．‧"


def name_variant(dice: Dice, name: str) -> str:
    """The name as another clerk would have typed it."""
    if "·" in name:
        return name.replace("·", DOTS[dice.between(0, len(DOTS) - 1)] if dice.chance(0.7) else "")
    for table in (TRADITIONAL, RARE) if dice.chance(0.7) else (RARE, TRADITIONAL):
        if name.translate(table) != name:
            return name.translate(table)
    return f"{name[0]} {name[1:]}"


def mistyped(dice: Dice, number: str) -> str:
    """The number with one of its last four digits wrong, so that the check digit does not fit."""
    place = dice.between(13, 16)
    digit = (int(number[place]) + dice.between(1, 9)) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"


def spelled(number: str) -> str:
    """The number in a form that only looks different: a small x, or full width."""
    return number.lower() if number.endswith("X") else number.translate(FULL_WIDTH)

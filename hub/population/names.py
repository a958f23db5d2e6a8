"""Invented names: common surnames with drawn characters, some of them in the form of the minorities' names."""

from hub.population.shares import Dice, Weighted

# About in the order of how common they are in the north-west; the weights are assumed.
SURNAMES = Weighted(
    [
        *((name, 8) for name in "王张李马刘杨"),
        *((name, 3) for name in "赵陈何石周高孙郭朱徐吴"),
        *((name, 1) for name in "牛祁景漆汪苟豆妥毛常宋韩冯董梁许"),
        *((name, 0.1) for name in ("欧阳", "司马", "上官")),
    ]
)
GIVEN = {
    "1": "国建军平强勇斌海涛俊峰志德福生成林明辉刚伟文龙宝来喜有世存",
    "2": "秀英兰芳霞玉梅桂花红燕彩琴娟丽萍莲珍淑惠香菊巧艳雪婷静云春",
}
# Given name and second part, joined by the middle dot as on the card.
OTHERS = {
    "1": (("阿力", "伊布", "萨力", "才让", "扎西", "多杰", "巴图"), ("别克", "拉木", "东知", "加措", "苏云", "哈木")),
    "2": (("阿依", "古丽", "卓玛", "拉毛", "萨仁", "玛丽", "帕提"), ("娜木", "措吉", "其格", "努尔", "草姐", "汗木")),
}


def surname(dice: Dice) -> str:
    """A surname, as often as it is borne."""
    return SURNAMES.draw(dice)


def name(dice: Dice, family: str, sex: str, minority: bool) -> str:
    """A full name with the family's surname, or one of two parts."""
    if minority:
        first, second = OTHERS[sex]
        return f"{_choose(dice, first)}{_choose(dice, GIVEN[sex])}·{_choose(dice, second)}{_choose(dice, GIVEN[sex])}"
    given_name = _choose(dice, GIVEN[sex]) + (_choose(dice, GIVEN[sex]) if dice.chance(0.75) else "")
    return family + given_name


def _choose(dice: Dice, choices: str | tuple[str, ...]) -> str:
    return choices[dice.between(0, len(choices) - 1)]

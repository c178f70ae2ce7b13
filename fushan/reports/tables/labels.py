"""The words around a superior's table that wait for something: 填报单位、统计时间、审核人。"""

import re

DAY = r"(?P<day>\s*(\d{4}|\s*)\s*年\s*月\s*日)"
BLANK = r"(?P<blank>\s*)(?=$|\s[^\s]|[\u4e00-\u9fff]{2,6}(（\S*?）)?[:：])"
WHO = {
    "filled_by": r"(填报单位|报送单位|填表单位)",
    "maker": r"(填报人|填表人|制表人|经办人)",
    "checker": r"(审核人|审核|复核人)",
    "head": r"(单位负责人|负责人|主要负责人|分管领导)",
}
WHEN = re.compile(rf"(?P<label>(填报|填表|报送|制表)(时间|日期)\s*[:：]){DAY}")
ABOUT = r"(?P<label>统计(时间|日期|时段|期间|周期|区间)\s*[:：])"
ABOUT_WHEN = re.compile(rf"{ABOUT}(\s*年\s*月(\s*日)?(?!\s*[至到—~-])|{BLANK})")
NOTE = r"(\s*[（(][^）)]*[）)])?"


def labelled(given, rows, layout, period, today):
    """[(row, column, the whole text)] of those cells to which there is something to say."""
    found = []
    for row in rows:
        for column in range(1, given.width + 1):
            there = given.at(row, column)
            if there and given.corners.get((row, column), (row, column)) == (row, column):
                told = _told(there, layout, period, today)
                if told != there:
                    found.append((row, column, told))
    return found


def _told(there, layout, period, today):
    day = f"{today.year}年{today.month}月{today.day}日"
    told = WHEN.sub(lambda match: f"{match['label']}{day}", there)
    told = ABOUT_WHEN.sub(lambda match: _put(match, period), told)
    for name, label in WHO.items():
        value = getattr(layout, name)
        pattern = re.compile(rf"(?P<label>{label}{NOTE}\s*[:：]){BLANK}")
        if value:
            told = pattern.sub(lambda match, said=value: _put(match, said), told)
    return told


def _put(match, said):
    """The blanks that are there give way to it, so that what follows stays where it was."""
    blank = match["blank"] or ""
    room = max(2 if blank else 0, len(blank) - 2 * len(said))
    return f"{match['label']}{said}{' ' * room}"

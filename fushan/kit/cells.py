"""What offices type into cells, made into values.

Each function takes a raw cell (str, float, int, bool, date, datetime, time or None, as calamine
gives them) and returns the value, nothing ("" or None) for a blank, or raises ValueError with a
Chinese sentence on what was expected. The sentence never repeats the cell: it may be an ID number.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIALS = range(40000, 60001)
EXCEL_DAY_0 = date(1899, 12, 30)
LARGEST_WHOLE = 2_147_483_647

WIDE = {ord(c): unicodedata.normalize("NFKC", c) for c in map(chr, range(0xFF10, 0xFF5B))}
# Full-width digits and letters, and the radicals that come out of a PDF in place of characters.
NARROW = {
    **{code: c for code, c in WIDE.items() if c.isalnum()},
    **{n: unicodedata.normalize("NFKC", chr(n)) for n in range(0x2F00, 0x2FD6)},
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f"), " "),
}
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]|_x000D_")
BLANKS = {"", "无", "暂无", "、", "/", "N/A", "NA", "n/a", "-", "--", "—", "——", "―", "–", "－"}

YES = {"是", "有", "√", "✓", "✔", "☑", "对", "Y", "YES", "TRUE", "1"}
NO = {"否", "无", "没有", "不是", "×", "✗", "✘", "X", "N", "NO", "FALSE", "0"}

MARK = r"[年月.。、,/\-–—]"
DAYS = [
    re.compile(rf"(\d{{4}}){MARK}(\d{{1,2}}){MARK}(\d{{1,2}})[日号]?", re.ASCII),
    re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII),
]
MONTHS = [
    re.compile(rf"(\d{{4}}){MARK}(\d{{1,2}})月?", re.ASCII),
    re.compile(r"(\d{4})(\d\d)", re.ASCII),
]
# 2020.1 typed as a number is January, or October that lost its 0.
JANUARY_OR_OCTOBER = re.compile(r"\d{4}\.1", re.ASCII)
CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
HOUR = re.compile(
    r"[T\s]*(\d{1,2})(?:[:：](\d{2})(?::\d{2}(?:\.\d+)?)?|[时点](?:(\d{1,2})分)?)$", re.ASCII
)
SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?(e[+-]?\d\d?)?", re.ASCII | re.IGNORECASE)
MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
TELEPHONE = re.compile(r"(010|02\d|0[3-9]\d\d)(\d{7,8})", re.ASCII)
SEVERAL_PHONES = re.compile(r"[\d-]{7,13}[、,;/].+", re.ASCII)
ID_NUMBER = re.compile(r"\d{17}[\dX]", re.ASCII)
ROUNDED = re.compile(r"\d(\.\d+)?E\+?1\d", re.ASCII)

A_DAY = "日期应写成 2020.4.15、2020-04-15 或 2020年4月15日的样子。"
A_MONTH = "年月应写成 198803、1988.03 或 1988年3月的样子。"
AN_ID = "身份证号应为 18 位：前 17 位是数字，最后一位是数字或 X。"
AS_TEXT = "身份证号被当作数字存，后几位已被 Excel 改成 0。请先把这一列设为“文本”格式，再重新填写。"
A_MOMENT = "日期后面请写明几点几分，如 2026-04-15 08:30。"
A_PHONE = "电话应为 11 位手机号，或带区号的座机号，如 0357-8123456。"


def text(cell, longest=None):
    """Plain text without blanks at the ends; full-width digits and letters become plain ones."""
    found = UNSEEN.sub("", _written(cell).replace("\r\n", "\n").translate(NARROW)).strip()
    if longest and len(found) > longest:
        raise ValueError(f"最多 {longest} 个字，现有 {len(found)} 个字。")
    return found


def blank(cell):
    """True also for what people write to say that there is nothing: 无, —, /."""
    return text(cell) in BLANKS


def name(cell, longest=50):
    """A person's name: 李　涛 is 李涛, and the dot inside a name is always ·."""
    if blank(cell):
        return ""
    found = re.sub(r"[•・‧∙⋅●．]|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])", "·", text(cell))
    if re.search(r"[\u3400-\u9fff\U00020000-\U0003ffff]", found):
        found = re.sub(r"\s", "", found)
    return text(found, longest)


def day(cell):
    """A date, or None for a blank."""
    if isinstance(cell, date):
        return _real_day(cell.year, cell.month, cell.day)
    if blank(cell):
        return None
    found = _plain(CLOCK.sub("", text(cell)))
    if serial := _serial(found):
        return serial
    if parts := _parts(found, DAYS):
        return _real_day(*parts)
    if _parts(found, MONTHS):
        raise ValueError("只写到了月，请写明是哪一天，如 2020.4.15。")
    raise ValueError(A_DAY)


def moment(cell):
    """A date with its hour, as a naive datetime of the office's own clock, or None for a blank."""
    if blank(cell):
        return None
    if isinstance(cell, datetime):
        return datetime.combine(day(cell), cell.time()).replace(second=0, microsecond=0)
    found = text(cell)
    match = HOUR.search(found)
    if not match:
        day(cell)
        raise ValueError(A_MOMENT)
    on, hour, minute = day(found[: match.start()]), int(match[1]), int(match[2] or match[3] or 0)
    if not on or hour > 23 or minute > 59:
        raise ValueError("没有这个时间。" + A_MOMENT)
    return datetime.combine(on, time(hour, minute))


def month(cell):
    """Year and month as "198803", or "" for a blank."""
    if isinstance(cell, date):
        return _real_month(cell.year, cell.month)
    if blank(cell):
        return ""
    found = _plain(CLOCK.sub("", text(cell)))
    if isinstance(cell, float) and JANUARY_OR_OCTOBER.fullmatch(found):
        raise ValueError("分不清是 1 月还是 10 月，请把这一列设为“文本”格式，写成 202010 的样子。")
    if serial := _serial(found):
        return _real_month(serial.year, serial.month)
    if parts := _parts(found, MONTHS + DAYS):
        return _real_month(*parts[:2])
    raise ValueError(A_MONTH)


def whole(cell, *, least=0, most=LARGEST_WHOLE):
    """A whole number, or None for a blank."""
    found = _number(cell)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise ValueError("应为整数。")
    return int(_between(found, least, most))


def decimal(cell, *, places=2, least=0, most=10**12):
    """An exact number, money for instance, or None for a blank."""
    found = _number(cell)
    if found is None:
        return None
    if -found.normalize().as_tuple().exponent > places:
        raise ValueError(f"最多 {places} 位小数。")
    return _between(found, least, most)


def yes_no(cell):
    """True, False, or None for a blank; 无 says no."""
    found = _plain(text(cell)).upper()
    if found in YES or found in NO:
        return found in YES
    if blank(cell):
        return None
    raise ValueError("应填“是”或“否”。")


def phone(cell):
    """11 digits of a mobile, 0357-8123456 for a telephone, "" for a blank."""
    if blank(cell):
        return ""
    found = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text(cell)))
    digits = re.sub(r"^(\+?86|0086)(?=1)|-", "", found)
    if MOBILE.fullmatch(digits):
        return digits
    if match := TELEPHONE.fullmatch(digits):
        return "-".join(match.groups())
    if SEVERAL_PHONES.fullmatch(found):
        raise ValueError("一格只填一个电话号码。")
    raise ValueError(A_PHONE)


def id_number(cell):
    """18 characters, X in capitals, "" for a blank. Whether it can be right, `ids` says."""
    if blank(cell):
        return ""
    found = _plain(text(cell)).lstrip("'").upper()
    rounded = isinstance(cell, int | float) and len(found) >= 16
    if rounded or ROUNDED.fullmatch(found):
        raise ValueError(AS_TEXT)
    if not ID_NUMBER.fullmatch(found):
        raise ValueError(AN_ID)
    return found


def choice(cell, choices):
    """The value behind a label of {label: value}, or None for a blank that is no label itself."""
    labels = {_plain(label): value for label, value in choices.items()}
    found = _plain(text(cell))
    if found in labels:
        return labels[found]
    if blank(cell):
        return None
    shown = "、".join(list(choices)[:12])
    more = f" 等 {len(choices)} 种" if len(choices) > 12 else ""
    raise ValueError(f"应填以下之一：{shown}{more}。")


def many(cell, each=text):
    """The parts of a list in one cell, each read by `each`, without blanks and repetitions."""
    if blank(cell):
        return []
    parts = re.split(r"[、，,;；\n]", text(cell))
    if each is name:
        parts = map(_joined, parts)
    words = (word for part in parts for word in part.split() if not blank(word))
    return list(dict.fromkeys(map(each, words)))


def _joined(part):
    """Names set out to equal width, 李 涛 王强, with 李涛 in one piece again."""
    return re.sub(r"(?<!\S)(\S)\s+(\S)(?!\S)", r"\1\2", part)


def _written(cell):
    """As a person would write it; a whole number without .0, a day without its midnight."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(cell, ".15g")
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    return str(cell)


def _plain(written):
    """For numbers, dates and labels: everything full-width made plain, no blanks at all."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", written))


def _serial(written):
    """The day of an Excel serial number, or None."""
    match = SERIAL.fullmatch(written)
    if match and int(match[1]) in SERIALS:
        return EXCEL_DAY_0 + timedelta(days=int(match[1]))
    return None


def _parts(written, shapes):
    """Year, month and day as numbers, by the first shape that fits; else None."""
    for shape in shapes:
        if match := shape.fullmatch(written):
            return [int(part) for part in match.groups()]
    return None


def _real_day(year, month, day):
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError("没有这一天。" + A_DAY) from None
    return _in_years(found, year)


def _real_month(year, month):
    if not 1 <= month <= 12:
        raise ValueError("没有这个月份。" + A_MONTH)
    return _in_years(f"{year}{month:02}", year)


def _in_years(found, year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"年份应在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间。")
    return found


def _number(cell):
    """Decimal, or None for a blank."""
    if blank(cell):
        return None
    found = _plain(text(cell)).lstrip("¥￥")
    if re.search(r"[万亿千百元%]", found):
        raise ValueError("只填数字，不要带“万”“元”等单位，单位以表头为准。")
    if isinstance(cell, bool) or not NUMBER.fullmatch(found):
        raise ValueError("应为数字。")
    return Decimal(found.replace(",", ""))


def _between(number, least, most):
    if not least <= number <= most:
        raise ValueError(f"应在 {least} 到 {most} 之间。")
    return number

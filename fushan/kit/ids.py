"""Resident identity numbers (GB 11643): what one says of its holder, and how it is shown."""

import re
from datetime import date

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
CHECK_DIGITS = "10X98765432"
SHAPE = re.compile(r"[0-9]{17}[0-9X]")


def warnings(id_number, *, gender=None, born=None):
    """Chinese sentences on what does not agree; none of them is a reason to refuse the number.

    `gender` is 男 or 女; `born` a date, or year and month as "198803". A file's birth date may
    lawfully differ from the identity card's.
    """
    if not SHAPE.fullmatch(id_number):
        return ["身份证号应为 18 位数字，最后一位可以是 X。"]
    found = [_wrong_check(id_number), _wrong_birth(id_number, born), _wrong_sex(id_number, gender)]
    return [sentence for sentence in found if sentence]


def check_digit(id_number):
    """What the last place must be after these first seventeen."""
    total = sum(int(d) * w for d, w in zip(id_number[:17], WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def birth_day(id_number):
    """The date in the number, or None if there is no such day."""
    try:
        return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError:
        return None


def birth_month(id_number):
    """Year and month as "198803", or "" if there is no such day."""
    day = birth_day(id_number)
    return f"{day:%Y%m}" if day else ""


def gender_of(id_number):
    return "男" if int(id_number[16]) % 2 else "女"


def _wrong_check(id_number):
    if id_number[17] != check_digit(id_number):
        return "身份证号最后一位校验码不对，请核对是否有输错的数字。"
    return ""


def _wrong_birth(id_number, born):
    month = birth_month(id_number)
    if not month or not "1900" <= month[:4] <= "2100":
        return "身份证号中的出生日期不存在，请核对。"
    given = f"{born:%Y%m}" if isinstance(born, date) else born
    if given and given != month:
        return "出生年月与身份证号不一致，请核对；档案认定的出生年月可以不同。"
    return ""


def _wrong_sex(id_number, gender):
    if gender and gender != gender_of(id_number):
        return "性别与身份证号不一致，请核对。"
    return ""


def masked(id_number):
    """First four and last four: tells two people apart, hides the day of birth."""
    if len(id_number) <= 8:
        return "*" * len(id_number)
    return id_number[:4] + "*" * (len(id_number) - 8) + id_number[-4:]


def masked_phone(phone):
    """138****0000 of a mobile, 0357-****456 of a telephone."""
    area, dash, rest = phone.rpartition("-")
    if dash:
        return f"{area}-{'*' * (len(rest) - 3)}{rest[-3:]}"
    if len(phone) <= 7:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]

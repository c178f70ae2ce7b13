"""Amounts as people read them: whole yuan with separators, large ones in 万元."""

TEN_THOUSAND = 10_000


def yuan(amount):
    """1,234,567; nothing is nought."""
    return f"{amount or 0:,}"


def in_words(amount):
    """12.5 万元 from ten thousand on, else 9,999 元."""
    amount = amount or 0
    if amount < TEN_THOUSAND:
        return f"{amount:,} 元"
    return f"{amount / TEN_THOUSAND:,.2f}".rstrip("0").rstrip(".") + " 万元"

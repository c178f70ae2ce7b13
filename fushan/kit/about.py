"""Round numbers as people say them (约数): 1036 is 1000余, never more than there is."""

LEAST_ROUNDED = 10
TEN_THOUSAND, HUNDRED_MILLION = 10**4, 10**8


def about(number):
    """Rounded down and so marked; exact where it is round already. For whole numbers from 0.

    Below 10 there is nothing to round; below 100 one figure is kept, below 10,000 two, from there
    on one of the 万 or 亿: 36 is 30余, 128 is 120余, 1,036 is 1000余, 4,312,000 is 400余万, 15,800
    is 1万余.
    """
    if number < TEN_THOUSAND:
        return _marked(number, _kept(number, 1 if number < 100 else 2), "")
    whole, word = (HUNDRED_MILLION, "亿") if number >= HUNDRED_MILLION else (TEN_THOUSAND, "万")
    return _marked(number, _kept(number // whole, 1) * whole, word, whole)


def _kept(number, figures):
    """So many leading figures, the others nought."""
    unit = 10 ** max(len(str(number)) - figures, 0)
    return number // unit * unit


def _marked(number, base, word, whole=1):
    said = f"{base // whole}"
    if base == number:
        return f"{said}{word}"
    return f"{said}{word}余" if len(said) == 1 else f"{said}余{word}"

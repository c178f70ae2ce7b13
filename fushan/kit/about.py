"""Round numbers as people say them (约数): 1036 is 1000余, never more than there is."""

LEAST_ROUNDED = 10
TOLD_IN = ((10**8, "亿"), (10**4, "万"), (1, ""))


def about(number):
    """Rounded down and so marked; exact where it is round already. For whole numbers from 0.

    Below 10 there is nothing to round. Counted in what it is told in (ones, 万, 亿), below 100 one
    figure is kept and above two: 36 is 30余, 128 is 120余, 676 is 670余, 1,036 is 1000余, 15,800 is
    1万余, 1,281,000 is 120余万. Of 万 and 亿 one is enough from 4 on, where it leaves
    out no more than a fifth: 4,312,000 is 400余万.
    """
    whole, word = next((whole, word) for whole, word in TOLD_IN if number >= whole or whole == 1)
    told = number // whole
    return _marked(number, _kept(told, _figures(told, whole)) * whole, word, whole)


def _figures(told, whole):
    if told < 100:
        return 1
    return 1 if whole > 1 and f"{told}"[0] >= "4" else 2


def _kept(number, figures):
    """So many leading figures, the others nought."""
    unit = 10 ** max(len(str(number)) - figures, 0)
    return number // unit * unit


def _marked(number, base, word, whole):
    said = f"{base // whole}"
    if base == number:
        return f"{said}{word}"
    return f"{said}{word}余" if len(said) == 1 else f"{said}余{word}"
